# जो बिना बटन दबाए बताया जाता है।

notice-our-fault = 😔 आपकी भेजी एक चीज़ पर कार्रवाई नहीं हो सकी, और ग़लती हमारी है। संचालकों को पता है। फिर से कोशिश करें, या /menu पर जाएँ।
notice-operators-quarantine =
    🚨 <b>एक अपडेट अलग रखा गया</b>

    { $attempts } कोशिशों के बाद: { $error }
    अनुरोध { $request }
notice-operators-undeliverable =
    🚨 <b>एक संदेश नहीं भेजा जा सका</b>

    { $method }: { $error }
    अनुरोध { $request }
notice-operators-parcel-review =
    🙋 <b>एक पार्सल किसी व्यक्ति के देखने की प्रतीक्षा में है</b>

    { $from } → { $to }
    आदेश: peercargo review list
notice-trip-departed = 🏁 आपकी यात्रा { $from } → { $to } के निकलने का समय हो गया और वह बंद हो गई। शुभ यात्रा!
notice-parcel-expired = ⌛ आपके पार्सल { $from } → { $to } की आख़िरी तारीख़ बीत गई और वह बंद हो गया। नई तारीख़ों के साथ फिर से पोस्ट कर सकते हैं।
notice-announcement =
    📣 <b>{ $title }</b>

    { $text }
notice-parcel-may-travel = ✅ आपका पार्सल { $from } → { $to } एक व्यक्ति ने देख लिया: यह जा सकता है, और अब खुला है। { $why }
notice-parcel-refused = 🚫 आपका पार्सल { $from } → { $to } एक व्यक्ति ने देखा: यह नहीं जा सकता। { $why }
notice-trip-alert =
    🔔 <b>कोई { $from } → { $to } जा रहा है</b>

    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs }

sent-again = ↩️ दोबारा भेजा गया, क्योंकि पता नहीं कि यह पहुँचा था या नहीं। अगर यह दो बार दिखे, तो यह एक ही संदेश है: #{ $reference }
notice-show-trip = 🧳 यह यात्रा देखें
notice-show-parcel = 📦 यह पार्सल देखें
notice-operators-stripe-refuses = 💳 Stripe ने <code>{ $key }</code> से मना किया: { $error }। जो देना है उसकी कोशिश बाद में फिर होगी; Stripe के डैशबोर्ड में देखें।
notice-operators-stripe-unknown = 💳 Stripe में <code>{ $key }</code> का क्या हुआ, पता नहीं, और दोबारा पूछने में देर हो चुकी है: { $error }। कृपया Stripe के डैशबोर्ड में देखें।
notice-operators-code-locked = 🔐 सौंपने के लिए बहुत बार ग़लत कोड दिया गया। बात साफ़ होने पर: <code>peercargo quest unlock { $id }</code> भेजने वाले के लिए नया कोड बनाता है।
notice-operators-line =
    🚩 <b>{ $mine } ने { $alias } की शिकायत की</b>

    { $by ->
        [carrier] Carrier
       *[requester] Requester
    } का कहना है: { $reason ->
        [rude] अभद्र या धमकी भरा
        [scam] धोखा, या कहीं और भुगतान
        [unsafe] कुछ प्रतिबंधित
       *[other] कुछ और
    }। जो कहा गया उसे पढ़ें: <code>peercargo line show { $id }</code>
notice-chargeback-open =
    { $side ->
        [carrier] 🧊 { $from } → { $to } के लिए भुगतान करने वाले का बैंक { $total } के भुगतान के बारे में पूछ रहा है। बात साफ़ होने तक पैसा वहीं रहेगा। उससे पहले कुछ साथ न ले जाएँ; पार्सल आपके पास हो तो सौंपने का सबूत सँभालकर रखें।
       *[requester] 🧊 आपका बैंक { $from } → { $to } के लिए आपके { $total } के भुगतान के बारे में पूछ रहा है। बात साफ़ होने तक पैसा वहीं रहेगा। अगर यह ग़लती थी, तो अपने बैंक को बताएँ।
    }
notice-chargeback-won = ☀️ { $from } → { $to } के लिए { $total } पर बैंक का सवाल सुलझ गया है, और सब पहले की तरह चलता है।
notice-chargeback-lost =
    { $side ->
        [carrier] 🏦 { $from } → { $to } के लिए भुगतान करने वाले के बैंक ने पैसा हमेशा के लिए वापस ले लिया है।{ $has_owes ->
            [1] { " " }आपको भेजे गए में से { $owes } आपके Stripe खाते से वापस लिए जाएँगे; तब तक आपको और कुछ नहीं भेजा जाएगा।
           *[0] { "" }
        } ऑपरेटरों को बता दिया गया है।
       *[requester] 🏦 आपके बैंक ने { $from } → { $to } के लिए आपको पैसा हमेशा के लिए लौटा दिया है। ऑपरेटरों को बता दिया गया है।
    }
notice-operators-chargeback =
    🏦 <b>एक बैंक { $amount } वापस माँगता है: { $status }</b>

    <code>{ $id }</code>, { $reason }.{ $has_due ->
        [1] { " " }{ $due_by } तक Stripe के डैशबोर्ड में जवाब दें।
       *[0] { "" }
    }{ $has_ours ->
        [1] { " " }इसमें से { $ours } प्लेटफ़ॉर्म उठाता है।
       *[0] { "" }
    }
notice-operators-chargeback-due = ⏰ <code>{ $id }</code> के बारे में बैंक को जवाब देने का समय { $due_by } को ख़त्म होता है। सौंपने का सबूत Stripe के डैशबोर्ड में जाता है।
notice-operators-stray =
    🧭 <b>{ $kind ->
        [charge] { $amount } आए, जो माँगे नहीं गए थे
        [refund] { $amount } लौटाए गए, और हमने नहीं लौटाए
        [transfer] { $amount } भेजे गए, और हमने नहीं भेजे
       *[other] { $amount } एक खाते से वापस आए, और हमने नहीं मँगाए
    }</b>

    <code>{ $id }</code>, भुगतान <code>{ $payment }</code>.{ $is_returned ->
        [1] { " " }यह दो बार चुकाया गया था, और अपने-आप वापस जाता है।
       *[0] { " " }कृपया Stripe के डैशबोर्ड में देखें।
    }{ $is_frozen ->
        [1] { " " }<code>peercargo money thaw { $payment }</code> तक इस भुगतान से और कुछ नहीं चलता।
       *[0] { "" }
    }
notice-operators-books =
    { $found ->
        [0] 📒 <b>हमारी बहियाँ Stripe से मिलती हैं</b>: { $rows } पंक्तियाँ।
       *[other] 📒 <b>हमारी बहियाँ और Stripe की अलग हैं</b>: { $rows } पंक्तियाँ, { $found } बातें। <code>peercargo money check</code> उन्हें दिखाता है।
    }{ $suspended ->
        [0] { "" }
       *[other] { " " }{ $suspended } Stripe पर हुए, हमारी बहियों में नहीं (अब सस्पेंस में).
    }{ $missing ->
        [0] { "" }
       *[other] { " " }{ $missing } हमारी बहियों में हुए, Stripe पर नहीं.
    }{ $uneven ->
        [0] { "" }
       *[other] { " " }{ $uneven } जोड़ जो नहीं मिलते.
    }{ $hold ->
        [0] { "" }
       *[other] { " " }{ $hold } रोकी रक़में जो चुकाई गई रक़म के बराबर नहीं.
    }{ $drift ->
        [0] { "" }
       *[other] { " " }{ $drift } खाते जो खिसक गए.
    }{ $short ->
        [0] { "" }
       *[other] { " " }{ $short } मुद्राएँ जिनमें Stripe पर रोकी रक़म से कम है.
    }{ $old ->
        [0] { "" }
       *[other] { " " }{ $old } 60 दिन से ज़्यादा से रुके भुगतान.
    }{ $too_old ->
        [0] { "" }
       *[other] { " " }{ $too_old } 80 दिन से ज़्यादा से रुके भुगतान: आज फ़ैसला करें.
    }{ $owed ->
        [0] { "" }
       *[other] { " " }{ $owed } कैरियर जो एक हफ़्ते से ज़्यादा से देनदार हैं.
    }{ $odd ->
        [0] { "" }
       *[other] { " " }{ $odd } बिना सिक्के की रक़में.
    }
notice-operators-refund-failed = 💳 एक बैंक ने लौटाए गए { $amount } वापस भेज दिए: <code>{ $id }</code>, भुगतान <code>{ $payment }</code>। यह रक़म फिर से देनी है; भुगतान करने वाले के साथ कोई और रास्ता निकालें।
notice-payouts-ready = 🏦 सब तैयार है: अब से आपकी कमाई आपके बैंक में जाएगी।
notice-payouts-not-yet = 🏦 Stripe को अभी कुछ और चाहिए, या वह जाँच रहा है। होते ही मैं बताऊँगा; फ़ॉर्म आपके /profile में है।
notice-payouts-link-old = ⌛ वह बटन एक दिन के लिए था। नया बटन आपके /profile में है।
notice-payouts-away = 🔌 Stripe ने अभी जवाब नहीं दिया। एक मिनट बाद बटन फिर दबाएँ।
notice-identity-verified = ✅ आप सत्यापित हैं: अब आपकी ज़्यादा पोस्ट खुली हो सकती हैं, और ज़्यादा क़ीमत का सामान भेजा जा सकता है।
notice-identity-again =
    🪪 { $reason ->
        [unreadable] दस्तावेज़ ठीक से पढ़ा नहीं जा सका।
        [expired] दस्तावेज़ की अवधि समाप्त हो चुकी है; कोई दूसरा चल सकता है।
        [face] चेहरा और दस्तावेज़ मेल नहीं खाए।
        [left] फ़ॉर्म बीच में छोड़ दिया गया।
        [not_taken] वहाँ इस तरह का दस्तावेज़ नहीं लिया जाता; कोई दूसरा चल सकता है।
       *[other] Stripe निश्चित नहीं हो सका।
    } ऐसा होता है; जब चाहें अपने /profile से फिर कोशिश करें।
notice-identity-not-yet = 🪪 Stripe को अभी कुछ नहीं दिखाया गया। फ़ॉर्म आपके /profile में है।
notice-identity-checking = 🪪 Stripe देख रहा है। होते ही मैं बताऊँगा।
notice-identity-link-old = ⌛ वह बटन एक दिन के लिए था। नया बटन आपके /profile में है।
notice-identity-away = 🔌 Stripe ने अभी जवाब नहीं दिया। एक मिनट बाद बटन फिर दबाएँ।
notice-rating-shown =
    ⭐ <b>आपको 5 में से { $stars } मिले</b>{ $has_tags ->
        [1] : { $tags }
       *[0] ।
    }{ $has_text ->
        [1] { " " }<i>“{ $text }”</i>
       *[0] { "" }
    }
