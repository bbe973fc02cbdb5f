# CargoQuest: क्या तय हुआ, और आगे क्या।

notice-quest =
    { $side ->
        [carrier] 🚚 <b>आप एक पार्सल ले जा रहे हैं</b>
       *[requester] 🚚 <b>आपके पार्सल को Carrier मिल गया</b>
    }
quest-route = <b>{ $from } → { $to }</b>
quest-meets =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } लेना { $picked_up }, सौंपना { $handed_over }
quest-items = 🧾 { $items } · { $weight }
quest-price =
    { $side ->
        [carrier] 💶 आपके लिए <b>{ $price }</b>
       *[requester] { $has_fee ->
            [1] 💶 <b>{ $total }</b>: Carrier के लिए { $price }, शुल्क { $fee }
           *[0] 💶 Carrier के लिए <b>{ $price }</b>
        }
    }
quest-state-accepted =
    { $side ->
        [carrier] 🤝 बात पक्की। भेजने वाले के पास भुगतान के लिए { $pay_by } तक का समय है; पैसे आते ही मैं बताऊँगा। उससे पहले कुछ साथ न लें।
       *[requester] { $has_link ->
            [1] 🤝 बात पक्की। { $pay_by } तक भुगतान करें। पैसे सौंपे जाने तक रोके रहते हैं, उससे पहले किसी को नहीं मिलते।
           *[0] 🤝 बात पक्की। भुगतान का लिंक एक पल में यहीं आएगा।
        }
    }
quest-state-funded =
    { $side ->
        [carrier] 🔒 भुगतान हो गया। सौंपे जाने तक { $price } आपके लिए रोके गए हैं।
       *[requester] 🔒 भुगतान हो गया। सौंपे जाने तक { $total } रोके गए हैं।
    }
quest-state-lapsed =
    { $side ->
        [carrier] ⚪️ समय पर भुगतान नहीं हुआ। आपकी जगह फिर ख़ाली है: /matches
       *[requester] { $is_paid ->
            [1] ⚪️ आपके पैसे समय बीतने के बाद आए, इसलिए पूरे { $back } आपको लौटाए जाते हैं। बैंक पाँच से दस दिन लेते हैं।
           *[0] ⚪️ भुगतान का समय बीत गया, और कुछ नहीं काटा गया। आपका पार्सल फिर से खुला है।
        }
    }
quest-state-cancelled =
    { $side ->
        [carrier] { $has_kept ->
            [1] ⚪️ रद्द हुआ। देर से रद्द होने के कारण { $kept } आपके हैं। आपकी जगह फिर ख़ाली है: /matches
           *[0] ⚪️ रद्द हुआ। आपकी जगह फिर ख़ाली है: /matches
        }
       *[requester] { $is_paid ->
            [1] { $has_back ->
                [1] ⚪️ रद्द हुआ। { $back } आपको लौटाए जाते हैं; बैंक पाँच से दस दिन लेते हैं। आपका पार्सल फिर से खुला है।
               *[0] ⚪️ रद्द हुआ। आपका पार्सल फिर से खुला है।
            }
           *[0] ⚪️ रद्द हुआ, और कुछ नहीं काटा गया। आपका पार्सल फिर से खुला है।
        }
    }
quest-pay = 💳 { $total } चुकाएँ
quest-cancel = 🛑 रद्द करें
quest-cancel-sure = 🛑 हाँ, रद्द करें
quest-keep = ‹ नहीं, रहने दें
toast-quest-cancel-ask =
    { $is_paid ->
        [true] { $side ->
            [carrier] 🛑 भेजने वाले को { $back } वापस मिलेंगे। यह आपके रिकॉर्ड में गिना जाता है, जो दूसरे देखते हैं। रद्द करें?
           *[requester] 🛑 { $total } में से { $back } आपको वापस मिलेंगे, और Carrier को { $kept }। यह आपके रिकॉर्ड में गिना जाता है। रद्द करें?
        }
       *[false] 🛑 रद्द करना आपके रिकॉर्ड में गिना जाता है, जो दूसरे देखते हैं। कुछ चुकाया नहीं गया। रद्द करें?
    }
toast-quest-cancelled = 🛑 रद्द हुआ। दूसरे पक्ष को बता दिया गया।

tab-quests-some =
    🚚 <b>CargoQuests</b>

    चल रही डिलीवरी, सबसे पहले लेने वाली ऊपर। कार्ड देखने के लिए दबाएँ।
quest-short =
    { $side ->
        [carrier] 🎒
       *[requester] 📦
    } { $day } · { $from } → { $to }
