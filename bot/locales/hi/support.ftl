# सहायता: किसी व्यक्ति से बातचीत, और वह मेज़ जहाँ जवाब दिया जाता है।

support-topic = 🎧 सहायता
support-choice = 🎧 सहायता
support-head = 🎧 सहायता
support-answer = ✍️ सहायता को जवाब दें
support-here =
    🎧 <b>आप सहायता के साथ हैं।</b> { $number ->
        [0] अपने शब्दों में लिखें कि क्या हुआ। तस्वीरें और फ़ाइलें भी चलती हैं; कौन-सी डिलीवरी है, मैं ख़ुद ढूँढता हूँ।
       *[other] यह आपकी बातचीत #{ $number } में आगे चलता है।
    }

    { $is_open ->
        [1] अभी कोई है।
       *[0] { $opens_at } को फिर कोई होगा। फिर भी लिखें: संदेश उनका इंतज़ार करेगा।
    } /leave से बाहर आते हैं।
support-leave = 🚪 सहायता से बाहर
support-left = 🚪 आप सहायता से बाहर आ गए। उनका जवाब फिर भी आप तक पहुँचेगा।
support-kept =
    ✅ <b>#{ $number } के नाम से रख लिया।</b>{ $has_quest ->
        [1] { " " }आपकी डिलीवरी साथ जोड़ दी है।
       *[0] { "" }
    } एक व्यक्ति { $answer_by } तक यहीं जवाब देगा, अक्सर पहले। जब चाहें और लिखें।
support-stars = { $stars } ⭐
support-rated = ⭐ आपने 5 में से { $stars } दिए। धन्यवाद। फिर हो तो सहायता को लिखें: /help
notice-ticket-solved =
    { $is_silent ->
        [1] ☀️ <b>क्या सुलझ गया?</b> #{ $number } के बारे में आपसे कुछ सुना नहीं
       *[0] ☀️ <b>हमारे हिसाब से सुलझ गया:</b> #{ $number }
    }{ $has_subject ->
        [1] { " " }· { $subject }
       *[0] { "" }
    }।

    नहीं सुलझा तो { $days } दिन में यहीं जवाब दें, और बात आगे चलेगी। कैसा रहा?
notice-ticket-file-refused =
    { $flaw ->
        [large] ✗ आपकी फ़ाइल सहायता तक नहीं पहुँची: 20 MB से बड़ी है।
        [kind] ✗ आपकी फ़ाइल सहायता तक नहीं पहुँची: तस्वीरें, PDF और MP3 चलते हैं।
        [locked] ✗ आपकी फ़ाइल सहायता तक नहीं पहुँची: PDF में पासवर्ड है। बिना पासवर्ड भेजें।
        [broken] ✗ आपकी फ़ाइल सहायता तक नहीं पहुँची: यह PDF पढ़ी नहीं जाती।
       *[gone] ✗ आपकी फ़ाइल सहायता तक नहीं पहुँची। कृपया फिर भेजें।
    }
toast-support-left = 🚪 आप सहायता से बाहर आ गए। उनका जवाब फिर भी आप तक पहुँचेगा।
toast-support-rated = ⭐ धन्यवाद!
desk-topic =
    #{ $number } { $category ->
        [delivery] 🚚
        [money] 💶
        [posts] 📦
        [safety] 🛡
        [account] 👤
       *[other] 💬
    }{ $has_subject ->
        [1] { " " }{ $subject }
       *[0] { "" }
    }
desk-head =
    { $author ->
        [peer] 👤 उपयोगकर्ता
        [note] 📝 { $name }, हमारे लिए
        [operator] 🎧 { $name }
       *[system] ⚙️ Peer-Cargo
    }
desk-head-number = #{ $number } · { $head }
desk-card =
    🎫 <b>#{ $number }</b> · { $category ->
        [delivery] 🚚 डिलीवरी
        [money] 💶 पैसे
        [posts] 📦 पोस्ट
        [safety] 🛡 सुरक्षा
        [account] 👤 खाता
       *[other] 💬 और
    } · { $priority ->
        [urgent] 🔴 तुरंत
        [high] 🟠 ज़रूरी
        [low] ⚪️ रुक सकता है
       *[normal] 🟢 सामान्य
    } · { $language }
    { $subject }
desk-card-state =
    { $state ->
        [open] 🆕 नया
        [waiting_for_us] 👉 हमारी बारी
        [waiting_for_peer] ⏳ उपयोगकर्ता की बारी
        [solved] ☀️ सुलझा
       *[closed] ⚪️ बंद
    }{ $has_answer_by ->
        [1] { " " }· { $answer_by } तक जवाब
       *[0] { "" }
    } · { $has_agent ->
        [1] { $agent }
       *[0] अभी किसी का नहीं
    }{ $stars ->
        [0] { "" }
       *[other] { " " }· { $stars } ⭐
    }
desk-card-quest = 🚚 { $quest_state }, देखें <code>peercargo quest show { $quest }</code>
desk-card-tags = 🏷 { $tags }
desk-card-how = <i>यहाँ लिखा उपयोगकर्ता को जाता है। /note सिर्फ़ हमारे लिए · /unsend जवाब में · /assign · /solve · /close · /tag · /merge</i>
desk-mine = 🙋 मेरा
desk-solve = ☀️ सुलझा
desk-close = ⚪️ बंद करें
desk-more-pressing = 🔺 ज़्यादा ज़रूरी
desk-less-pressing = 🔻 कम ज़रूरी
desk-news =
    { $what ->
        [late] ⏰ <b>जवाब का समय निकल गया।</b>
        [reopened] 🔁 उपयोगकर्ता ने फिर लिखा है।
        [rated] ⭐ उपयोगकर्ता ने 5 में से { $stars } दिए।
        [merged] 🔗 यह #{ $into } में आगे चलता है।
        [waits] ⏳ उपयोगकर्ता ने बॉट रोक रखा है। आपका जवाब उनके लौटने तक रुका है, और पता दिया हो तो चिट्ठी से जाता है।
        [lost] ✗ आपका जवाब नहीं पहुँचा। कृपया फिर भेजें।
        [file] ✗ एक फ़ाइल आगे नहीं गई ({ $flaw }): 20 MB तक की तस्वीरें, PDF और MP3 चलते हैं।
        [refused] ✋ { $why }
       *[unknown] 🤔 यह आदेश मैं नहीं जानता। /note · /unsend · /assign · /unassign · /solve · /close · /priority low|normal|high|urgent · /tag a, b · /merge 12
    }
desk-news-number = <b>#{ $number } में</b>
toast-desk-done = ✅ हो गया
