# मदद: विषय, लेख, और किसी व्यक्ति तक का रास्ता। लेख articles/ में हैं।

help-ask =
    ❔ <b>मदद</b>

    अपने शब्दों में सवाल लिखें, या कोई विषय चुनें।
help-now =
    { "" }
    अभी शायद यह काम का हो:
help-now-quest =
    { $state ->
        [accepted] 💳 { $from } → { $to }: भुगतान
        [funded] 📋 { $from } → { $to }: पार्सल लेना
        [picked_up] 🔑 { $from } → { $to }: सौंपना
        [delivered] 🎉 { $from } → { $to }: पैसे
       *[other] 🚩 { $from } → { $to }: शिकायत
    }
help-now-trip = 🧳 { $from } → { $to }: आप जल्द निकलते हैं
help-topic-start = 🧭 शुरुआत
help-topic-posts = 📦 पार्सल और यात्राएँ
help-topic-money = 💶 पैसे
help-topic-meeting = 🤝 मिलना और चैट
help-topic-trouble = 🚩 जब गड़बड़ हो
help-topic-account = 👤 आप और आपका डेटा
help-topic-text =
    <b>{ $title }</b>

    चुनें, या अपना सवाल लिखें।
help-found = 🔎 <b>शायद इससे मदद मिले।</b> नहीं तो दूसरे शब्दों में लिखें।
help-found-none = 🔎 इसके बारे में कुछ नहीं मिला। दूसरे शब्दों में लिखें, या किसी व्यक्ति से पूछें।
help-yes = 👍 काम आया
help-no = 👎 अभी नहीं
note-help-thanks = 👍 जानकर अच्छा लगा, धन्यवाद।
note-help-sorry = 🙏 माफ़ करें। दूसरे शब्दों में लिखें, या नीचे के बटन से किसी व्यक्ति से पूछें।
help-way-menu = ☰ मुख्य मेन्यू
help-way-parcels = 📦 मेरे पार्सल
help-way-trips = 🧳 मेरी यात्राएँ
help-way-find = 🔎 यात्राएँ खोजें
help-way-matches = 🤝 मेरे ऑफ़र
help-way-quests = 🚚 मेरी डिलीवरी
help-way-profile = 👤 मेरी प्रोफ़ाइल
help-way-chats = 💬 मेरी चैट
help-way-privacy = 🔒 मेरा डेटा
help-person = 🎧 किसी व्यक्ति से बात करें
help-ticket = 🎧 सहायता से आपकी बातचीत #{ $number }
help-person-ask =
    🎧 <b>किस बारे में?</b>

    जो ठीक लगे दबाएँ, या बस लिखें कि क्या हुआ।
ticket-category =
    { $category ->
        [delivery] 🚚 डिलीवरी
        [money] 💶 पैसे
        [posts] 📦 पार्सल या यात्रा
        [safety] 🛡 कोई बदतमीज़ या बेईमान है
        [account] 👤 मेरा खाता
       *[other] 💬 कुछ और
    }
help-commands-title = ⌨️ कौन-सी कमांड हैं?
help-commands-text =
    ⌨️ <b>कमांड</b>

    /menu – मुख्य मेनू
    /trip – यात्रा पोस्ट करें, एक पंक्ति में भी: /trip दिल्ली मुंबई 12 दिसंबर 18:00 10kg विमान
    /send – पार्सल पोस्ट करें, एक पंक्ति से भी: /send दिल्ली मुंबई 2kg किताबें 12 दिसंबर ₹500
    /find – यात्राएँ ढूँढें
    /alerts – कोई जाए तो ख़बर पाएँ
    /matches – इंतज़ार में प्रस्ताव
    /quests – चल रही डिलीवरी
    /profile – शहर, मुद्रा, भाषा
    /language – भाषा बदलें
    /privacy – क्या रखा है, आपकी फ़ाइल, मुझे भूल जाएँ
    /help – यह मदद
    /cancel – जो कर रहे हैं उसे रोकें
