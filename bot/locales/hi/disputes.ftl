# कुछ ठीक नहीं: शिकायत, दूसरे पक्ष की बात, फ़ैसला, अपील।

problem =
    { $problem ->
        [not-arrived] 📭 पार्सल पहुँचा नहीं
        [damaged] 💔 पार्सल टूटा है
        [wrong-contents] 🔍 अंदर कुछ और है
       *[other] ❔ कुछ और
    }
quest-complain = 🚩 कुछ ठीक नहीं
quest-say = 💬 अपनी बात कहें
quest-case = 📄 क्या कहा गया
quest-withdraw = 🤝 सुलझ गया
quest-withdraw-sure = 🤝 हाँ, सुलझ गया
quest-not-solved = ‹ अभी नहीं
quest-agree = 👍 मंज़ूर
quest-appeal = ⚖️ अपील
quest-state-disputed =
    { $complaint ->
        [decided] ⚖️ एक व्यक्ति ने फ़ैसला किया: Carrier को { $to_carrier }, भेजने वाले को वापस { $to_requester }।{ $has_why ->
            [1] { " " }<i>“{ $why }”</i>
           *[0] { "" }
        } { $was_appealed ->
            [1] यह अंतिम है।
           *[0] { $agrees ->
                [1] आपको मंज़ूर है। दूसरे पक्ष के मानते ही, या { $final_at } को, यह हो जाएगा।
               *[0] दोनों के मानने पर, या { $final_at } को, यह हो जाएगा। तब तक कोई भी एक बार अपील कर सकता है।
            }
        }
        [appealed] ⚖️ अपील हुई है। { $decide_by } तक फिर से देखा जाएगा, और वह फ़ैसला अंतिम होगा। तब तक पैसे वहीं रहेंगे।
       *[open] { $is_mine ->
            [1] 🚩 आपने बताया: { $problem }। { $has_answered ->
                [1] दूसरे पक्ष ने जवाब दिया{ $has_said ->
                    [1] : <i>“{ $said }”</i>
                   *[0] ।
                } एक व्यक्ति { $decide_by } तक फ़ैसला करेगा।
               *[0] दूसरे पक्ष से { $answer_by } तक पूछा जा रहा है, फिर एक व्यक्ति { $decide_by } तक फ़ैसला करेगा।
            } तब तक पैसे वहीं रहेंगे।
           *[0] 🚩 दूसरा पक्ष बताता है: { $problem }।{ $has_said ->
                [1] { " " }<i>“{ $said }”</i>
               *[0] { "" }
            } { $has_answered ->
                [1] आपने जवाब दे दिया है। एक व्यक्ति { $decide_by } तक फ़ैसला करेगा।
               *[0] कृपया { $answer_by } तक अपनी बात बताएँ, फ़ोटो हों तो उनके साथ; फिर एक व्यक्ति फ़ैसला करेगा।
            } तब तक पैसे वहीं रहेंगे।
        }
    }
quest-state-resolved =
    ⚖️ सुलझ गया। { $side ->
        [carrier] { $has_kept ->
            [1] { $needs_account ->
                [1] { $kept } आपके हैं। Stripe को बताएँ किस बैंक में भेजें, फिर वे रास्ते पर होंगे।
               *[0] { $kept } आपके हैं।
            }
           *[0] पैसे भेजने वाले को वापस जाते हैं।
        }
       *[requester] { $has_back ->
            [1] { $back } आपको वापस मिलेंगे; बैंक पाँच से दस दिन लेते हैं।
           *[0] पैसे Carrier ने कमाए।
        }
    }{ $has_why ->
        [1] { " " }<i>“{ $why }”</i>
       *[0] { "" }
    }
problem-ask =
    🚩 <b>क्या ठीक नहीं है?</b>

    { $from } → { $to }। जाँच के दौरान पैसे वहीं रहते हैं, और दूसरे पक्ष से भी पूछा जाता है।
problem-tell =
    { $telling ->
        [complaint] ✍️ <b>क्या हुआ?</b>
        [more] ✍️ <b>कैसा रहा?</b>
       *[appeal] ⚖️ <b>फिर से क्यों देखा जाए?</b>
    }

    एक संदेश में लिखें, और अपनी खींची फ़ोटो भेजें। दूसरा पक्ष और मंच का एक व्यक्ति इसे पढ़ेंगे। फिर “भेजें” दबाएँ।
problem-text = 💬 <i>{ $text }</i>
problem-photos =
    { $photos ->
        [one] 🖼 एक फ़ोटो
       *[other] 🖼 { $photos } फ़ोटो
    }
problem-send = ✅ भेजें
note-complaint-sent = 🚩 बता दिया गया। दूसरे पक्ष से पूछा जा रहा है, आगे की बात कार्ड बताएगा।
note-more-sent = 💬 लिख लिया। दूसरा पक्ष और फ़ैसला करने वाला व्यक्ति इसे पढ़ सकते हैं।
note-appeal-sent = ⚖️ अपील हो गई। अब जो फ़ैसला होगा वह अंतिम है।
note-forwarded-photo = 📷 आगे भेजी गई फ़ोटो कुछ साबित नहीं करती। कृपया अपनी खींची फ़ोटो भेजें।
case-word =
    <b>{ $side ->
        [carrier] 🎒 Carrier
       *[requester] 📦 भेजने वाला
    }</b>, { $at }{ $has_text ->
        [1] : { $text }
       *[0] : 🖼
    }
toast-quest-withdraw-ask =
    { $is_paid_out ->
        [1] 🤝 शिकायत बंद होगी और { $price } तुरंत Carrier को जाएँगे। क्या सुलझ गया?
       *[0] 🤝 शिकायत बंद होगी और काम वहीं से आगे चलेगा। क्या सुलझ गया?
    }
toast-quest-withdrawn = 🤝 बंद हुई। दूसरे पक्ष को बता दिया गया।
toast-quest-agreed = 👍 लिख लिया।

notice-operators-complaint =
    { $is_appeal ->
        [1] ⚖️ <b>एक अपील</b>: { $problem }
       *[0] { $is_more ->
            [1] 💬 <b>एक शिकायत पर और कहा गया</b>: { $problem }
           *[0] 🚩 <b>एक शिकायत</b>: { $problem }
        }
    }
    peercargo dispute show { $id }
notice-operators-complaint-late =
    ⏰ <b>एक शिकायत बहुत देर से फ़ैसले की राह देख रही है</b>
    peercargo dispute show { $id }
notice-operators-evidence = 🖼 सबूत: peercargo dispute show { $id }

refused-nothing-to-complain-of = 🚩 अभी ऐसा कुछ बताने को नहीं है। तय मुलाक़ात से पहले कोई देर से नहीं होता।
refused-complained-too-often = 🚩 आपने इस डिलीवरी की { $most } समस्याएँ बताईं, यह सबसे ज़्यादा है। /help एक व्यक्ति तक ले जाता है।
refused-complaint-is-elsewhere = 🚩 बात इस बीच आगे बढ़ गई है। कार्ड बताता है: /quests
refused-only-who-complained = 🤝 जिसने समस्या बताई, वही कह सकता है कि सुलझ गई।
refused-word-missing = ✍️ लिखें कि क्या हुआ, या एक फ़ोटो भेजें।
refused-word-too-long = ✂️ कृपया अधिकतम { $most } अक्षर; ये { $length } हैं।
refused-too-many-words = ✋ आप { $most } बार कह चुके हैं, यह सबसे ज़्यादा है। एक व्यक्ति सब पढ़ता है।
refused-too-many-evidence-photos = 🖼 कृपया एक बार में अधिकतम { $most } फ़ोटो।
refused-not-both-heard = ⏳ दूसरा पक्ष { $answer_by } तक जवाब दे सकता है; तभी फ़ैसला हो सकता है।
refused-appealed-before = ⚖️ अपील पहले हो चुकी है, इसलिए फ़ैसला अंतिम है।
refused-percent-out-of-range = ⚖️ कृपया 0 से 100 प्रतिशत के बीच।
refused-complaint-missing = 🚩 इस डिलीवरी की अब कोई शिकायत नहीं है। उसका कार्ड बताता है: /quests
refused-claim-is-late = ⌛ इस डिलीवरी की समस्या बताने के दिन बीत गए। /help एक व्यक्ति तक ले जाता है।
