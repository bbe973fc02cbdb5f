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
notice-payouts-ready = 🏦 सब तैयार है: अब से आपकी कमाई आपके बैंक में जाएगी।
notice-payouts-not-yet = 🏦 Stripe को अभी कुछ और चाहिए, या वह जाँच रहा है। होते ही मैं बताऊँगा; फ़ॉर्म आपके /profile में है।
notice-payouts-link-old = ⌛ वह बटन एक दिन के लिए था। नया बटन आपके /profile में है।
notice-payouts-away = 🔌 Stripe ने अभी जवाब नहीं दिया। एक मिनट बाद बटन फिर दबाएँ।
notice-rating-shown =
    ⭐ <b>आपको 5 में से { $stars } मिले</b>{ $has_tags ->
        [1] : { $tags }
       *[0] ।
    }{ $has_text ->
        [1] { " " }<i>“{ $text }”</i>
       *[0] { "" }
    }
