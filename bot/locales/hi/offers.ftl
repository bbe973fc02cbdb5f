# प्रस्ताव: उनके कार्ड, नीचे के बटन, और मोल-भाव।

notice-offer =
    { $side ->
        [carrier] 📦 <b>आपकी यात्रा के लिए एक पार्सल</b>
       *[requester] 🧳 <b>आपके पार्सल के लिए एक Carrier</b>
    }
offer-invited = ✉️ भेजने वाले ने आपकी यात्रा चुनी है।
offer-route = <b>{ $from } → { $to }</b>
offer-trip = 🧭 यात्रा { $trip_from } → { $trip_to } पर
offer-departs =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs } → { $arrives }
offer-meets = 📍 लेना लगभग { $picked_up }, सौंपना लगभग { $handed_over }
offer-deadline = 📅 { $deadline } तक पहुँचे
offer-items = 🧾 { $items } · क़ीमत { $value }
offer-size = ⚖️ { $weight } · { $volume } · { $kind }
offer-duty =
    { $duty ->
        [requester] 🛃 सीमा शुल्क भेजने वाला देगा
       *[recipient] 🛃 सीमा शुल्क लेने वाला देगा
    }
offer-price-asked =
    { $side ->
        [carrier] 💶 आपके लिए <b>{ $price }</b>, जैसा कहा गया
       *[requester] 💶 <b>{ $price }</b>, जैसा आपने कहा
    }
offer-price-other =
    { $side ->
        [carrier] 💶 आपके लिए <b>{ $price }</b> · पहले: { $asked }
       *[requester] 💶 <b>{ $price }</b> · आपने कहा था { $asked }
    }
offer-detour = ↪️ घुमाव { $least }–{ $most }
offer-no-detour = ↪️ कोई घुमाव नहीं
offer-record =
    { $side ->
        [carrier] 👤 भेजने वाला: { $record }
       *[requester] 👤 Carrier: { $record }
    }
offer-record-new = यहाँ नए हैं
offer-level-great = बहुत अच्छा रिकॉर्ड
offer-level-good = अच्छा रिकॉर्ड
offer-level-mixed = मिला-जुला रिकॉर्ड
offer-record-stars = ⭐ { NUMBER($stars, minimumFractionDigits: 1) }
offer-record-done = { $done } पूरे
offer-record-cancelled = { $cancelled } रद्द
offer-record-since = { $since } से यहाँ
offer-why =
    { $side ->
        [carrier] 💡 यह आपको क्यों मिला: { $why }
       *[requester] 💡 यह क्यों सही है: { $why }
    }
offer-why-detour =
    { $side ->
        [carrier] आपके रास्ते में है
       *[requester] आपका पार्सल रास्ते में है
    }
offer-why-time = समय काफ़ी है
offer-why-reliability =
    { $side ->
        [carrier] आपका अच्छा रिकॉर्ड
       *[requester] भरोसेमंद Carrier
    }
offer-why-price = अच्छा दाम
offer-why-capacity =
    { $side ->
        [carrier] आपकी जगह का अच्छा उपयोग
       *[requester] जगह का अच्छा उपयोग
    }

offer-mine =
    { $side ->
        [carrier] ⏳ क्या आप इसे ले जाएँगे? { $expires } तक जवाब दें।
       *[requester] ⏳ क्या यह आपको ठीक लगता है? { $expires } तक जवाब दें।
    }
offer-waiting = 💬 { $price } पर बात चल रही है। जवाब { $expires } तक आएगा; मैं बताऊँगा।
offer-state-accepted = 🤝 { $price } पर बात पक्की। आगे क्या होगा, यह CargoQuest के कार्ड पर है।
offer-state-declined =
    { $awaits ->
        [me] 🙅 आपने मना किया। शायद दूसरे बेहतर हों: /matches
       *[other] 🙅 इस बार नहीं{ $reason ->
            [price] : दाम
            [detour] : घुमाव
            [kind] : सामान की क़िस्म
            [time] : समय
           *[other] { "" }
        }। मैं आपके लिए ढूँढ रहा हूँ।
    }
offer-state-withdrawn =
    { $awaits ->
        [me] ↩️ दूसरे पक्ष ने इसे वापस ले लिया। शायद और आएँ: /matches
       *[other] ↩️ आपने इसे वापस ले लिया।
    }
offer-state-expired =
    { $awaits ->
        [me] ⌛ जवाब का समय बीत गया। शायद और आएँ: /matches
       *[other] ⌛ समय पर जवाब नहीं आया। मैं आपके लिए ढूँढ रहा हूँ।
    }
offer-state-lapsed = 🍂 यह अब उपलब्ध नहीं: किसी और को मिल गया या बदल गया। मैं आपके लिए ढूँढ रहा हूँ।

offer-take =
    { $side ->
        [carrier] ✅ { $price } में ले जाना मंज़ूर
       *[requester] ✅ { $price } मंज़ूर
    }
offer-other-price = 💬 दूसरा दाम
offer-decline = 🙅 मेरे लिए नहीं
offer-never = 🚫 इस व्यक्ति को फिर न दिखाएँ
offer-take-back = ↩️ वापस लें
offer-look = 🔎 पास से देखें
offer-preset = { $price }
offer-type-price = ✏️ दाम लिखें
offer-reason-price = 💶 दाम
offer-reason-detour = ↪️ घुमाव
offer-reason-kind = 🗂 सामान की क़िस्म
offer-reason-time = 🕒 समय
offer-reason-other = 🤷 कुछ और
offer-decline-sure = 🙅 हाँ, मेरे लिए नहीं
offer-never-sure = 🚫 हाँ, फिर कभी नहीं

toast-offer-taken = 🤝 { $price } पर बात पक्की!
toast-offer-proposed = 💬 आपका प्रस्ताव: { $price }
toast-offer-declined = 🙅 ठीक है। मैं आपके लिए ढूँढ रहा हूँ।
toast-offer-why-not = 🙅 क्या बात है? इससे मैं बेहतर चुन पाऊँगा।
toast-offer-taken-back = ↩️ वापस ले लिया।
toast-offer-never-ask = 🚫 आप दोनों यहाँ एक-दूसरे का कुछ नहीं देखेंगे। किसी को बताया नहीं जाएगा। क्या ऐसा करें?
toast-offer-never-done = 🚫 हो गया। इसे वापस ले सकते हैं: /profile, “ब्लॉक किए लोग”।

price-ask =
    ✏️ <b>आप कितना दाम बताते हैं?</b>

    { $from } → { $to } के लिए अभी: { $price }। अपना लिखें, जैसे “12” या “12.50”।
price-cancel = ‹ नहीं, रहने दें
note-price-proposed = 💬 आपका प्रस्ताव: { $price }। जवाब आते ही बताऊँगा।

tab-matches-some =
    🤝 <b>मिलान</b>

    { $mine ->
        [0] आपके जवाब का कोई इंतज़ार नहीं; दूसरे पक्ष की बारी है। कार्ड देखने के लिए दबाएँ।
        [one] एक प्रस्ताव आपके जवाब के इंतज़ार में है: 👉। कार्ड देखने के लिए दबाएँ।
       *[other] { $mine } प्रस्ताव आपके जवाब के इंतज़ार में हैं: 👉। कार्ड देखने के लिए दबाएँ।
    }
offer-short =
    { $awaits ->
        [me] 👉
       *[other] ⏳
    } { $price } · { $from } → { $to }

notice-offer-reminder =
    { $minutes ->
        [one] ⏰ { $price } का एक प्रस्ताव आपके जवाब के इंतज़ार में है: एक मिनट बाक़ी।
       *[other] ⏰ { $price } का एक प्रस्ताव आपके जवाब के इंतज़ार में है: { $minutes } मिनट बाक़ी।
    }
notice-offer-digest =
    { $count ->
        [one] 🤝 एक और प्रस्ताव आपके इंतज़ार में है। जब चाहें देखें।
       *[other] 🤝 { $count } प्रस्ताव आपके इंतज़ार में हैं। जब चाहें देखें।
    }
notice-show-offer = 🤝 प्रस्ताव देखें
notice-show-matches = 🤝 देखें
