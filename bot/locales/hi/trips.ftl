# यात्रा पोस्ट करना: GlidePath का फ़ॉर्म।

trip-progress =
    🧳 <b>नया GlidePath</b> · { $step } / { $steps }
    { "" }
trip-ask-from =
    🛫 <b>यात्रा कहाँ से शुरू होगी?</b>

    जगह दबाएँ, किसी भी लिपि में शहर या हवाई अड्डा लिखें, या 📎 से लोकेशन भेजें।
trip-ask-to =
    🛬 <b>कहाँ तक जाएगी?</b>

    जगह दबाएँ, या शहर या हवाई अड्डा लिखें।
trip-ask-mode = 🧭 <b>आप कैसे जा रहे हैं?</b>
trip-ask-day =
    📅 <b>{ $place } से किस दिन निकलेंगे?</b>

    दिन दबाएँ, या लिखें: “12 दिसंबर”, “कल”, “शुक्रवार 18:00”।
trip-ask-clock =
    🕒 <b>कितने बजे?</b>

    { $place } के समय में। पास का घंटा दबाएँ, या लिखें: “18:45”।
trip-ask-arrival =
    🏁 <b>कब पहुँचेंगे?</b>

    { $departs } → { $arrives }

    हर समय अपनी जगह का है। बटनों से बदलें, या { $place } का समय लिखें: “21:15”।
trip-ask-room =
    🎒 <b>आपके पास कितनी जगह ख़ाली है?</b>

    जो सबसे क़रीब हो दबाएँ, या लिखें: “7.5 kg”, “12 kg 60 l”।
trip-ask-categories =
    🗂 <b>क्या-क्या ले जा सकते हैं?</b>

    दबाकर किसी तरह का सामान हटाएँ या जोड़ें। आप हर पार्सल खोलकर देख सकते हैं।
trip-ask-detour =
    ↪️ <b>रास्ते से कितना घूमकर जा सकते हैं?</b>

    दूरी दबाएँ, या किलोमीटर लिखें। ज़्यादा घुमाव से ज़्यादा पार्सल मिलते हैं।
trip-ask-price =
    💶 <b>क्या आप प्रति किलो दाम बताना चाहेंगे?</b>

    { $currency } या किसी और मुद्रा में लिखें: “3.50”। भेजने वाले इसे देखेंगे; बाद में दूसरा दाम भी तय हो सकता है।
trip-ask-note =
    📝 <b>भेजने वाले को कुछ बताना है?</b>

    एक-दो वाक्य लिखें: कहाँ मिल सकते हैं, क्या नहीं ले जाना चाहते। नंबर या नाम न लिखें: बात बॉट के ज़रिए होती है।
trip-ask-weekly =
    🔁 <b>क्या आप हर हफ़्ते यह यात्रा करते हैं?</b>

    तब हर हफ़्ते की यात्रा दो हफ़्ते पहले अपने आप खुलती है, और एक ही पोस्ट गिनी जाती है।
trip-weekly =
    🔁 <b>हर { $weekday }</b>

    किसी तारीख़ को छोड़ने के लिए दबाएँ। जिस तारीख़ के बाद ख़त्म हो, वह लिखें।
trip-weekly-until = { $until } तक।
trip-weekly-yes = 🔁 हर हफ़्ते
trip-weekly-no = सिर्फ़ एक बार
trip-no-price = बिना दाम के
trip-review =
    🧳 <b>क्या सब ठीक है?</b>
    { "" }
trip-review-change =
    ✏️ <b>जो चाहें बदलें, फिर सहेजें</b>
    { "" }
trip-supply =
    { "" }
    { $supply ->
        [one] 📊 अगले { $days } दिनों में एक और यात्रा इस रास्ते पर है।
       *[other] 📊 अगले { $days } दिनों में { $supply } और यात्राएँ इस रास्ते पर हैं।
    }
trip-change-from = 🛫 कहाँ से
trip-change-to = 🛬 कहाँ तक
trip-change-mode = 🧭 कैसे
trip-change-day = 📅 दिन
trip-change-clock = 🕒 समय
trip-change-arrival = 🏁 पहुँचना
trip-change-room = 🎒 जगह
trip-change-categories = 🗂 सामान
trip-change-price = 💶 दाम
trip-change-note = 📝 टिप्पणी
trip-change-detour = ↪️ घुमाव
trip-change-weekly = 🔁 हर हफ़्ते
trip-post = ✅ यात्रा पोस्ट करें
trip-posted =
    ✅ <b>आपकी यात्रा पोस्ट हो गई</b>

    वहाँ कुछ भेजने वाले अब इसे देख सकते हैं, और जब कोई पार्सल सही बैठेगा तो हम आपको बताएँगे। तब तक कुछ नहीं करना है।
trip-changed = ✅ <b>सहेज लिया।</b> अब सबको यात्रा ऐसी ही दिखेगी।
trip-show = 🧳 मेरी यात्रा देखें

mode-flight = ✈️ हवाई जहाज़
mode-train = 🚆 रेल
mode-bus = 🚌 बस
mode-car = 🚗 कार
mode-ferry = ⛴ नाव
room-papers = ✉️ काग़ज़ात · { $weight }
room-cabin = 🎒 केबिन बैग · { $weight }, { $volume }
room-suitcase = 🧳 सूटकेस · { $weight }, { $volume }
room-boot = 🚗 डिक्की · { $weight }, { $volume }
km = { $km }
step-m60 = −1 घं
step-m15 = −15 मि
step-p15 = +15 मि
step-p60 = +1 घं

tab-trips-open =
    🧳 <b>GlidePaths</b>

    आपकी खुली यात्राएँ। देखने या बदलने के लिए दबाएँ।
tab-trips-ended =
    🧳 <b>GlidePaths</b>

    आपकी पूरी हुई यात्राएँ। इनकी कॉपी जल्दी से फिर पोस्ट हो जाती है।
tab-trips-none-ended =
    🧳 <b>GlidePaths</b>

    अभी कोई यात्रा पूरी नहीं हुई।
tab-show-ended = 🕘 समाप्त
tab-show-open = 🟢 चालू
trip-new = ➕ यात्रा पोस्ट करें
trip-resume = ▶️ मेरा ड्राफ़्ट जारी रखें
trip-cancel-sure =
    🗑 <b>यह यात्रा वापस लें?</b>
    { "" }
trip-cancel-what =
    { "" }
    भेजने वालों को यह अब नहीं मिलेगी। आप इसे कभी भी फिर पोस्ट कर सकते हैं।
trip-cancel-yes = 🗑 हाँ, वापस लें
trip-cancel-date = 🗑 सिर्फ़ यह तारीख़
trip-cancel-all = 🗑 सब तारीख़ें
trip-cancel-no = ‹ नहीं, रहने दें
note-trip-cancelled = 🗑 यात्रा वापस ले ली गई।
note-series-cancelled = 🗑 हर हफ़्ते की यात्रा सब तारीख़ों के साथ वापस ले ली गई।
