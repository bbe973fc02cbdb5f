# LinkLine: दो लोग बॉट के ज़रिए, उपनामों से बात करते हैं।

notice-line =
    { $by ->
        [carrier] 💬 <b>{ $alias }</b>, आपका Carrier
       *[requester] 💬 <b>{ $alias }</b>, Requester
    }
line-route = 📦 { $from } → { $to }
line-here = ✍️ अब आप जो लिखेंगे वह { $alias } को मिलेगा, जो आपको { $mine } के नाम से जानता है। फ़ोटो, आवाज़ और जगह भी। बदलाव, प्रतिक्रिया और जवाब साथ जाते हैं; संदेश वापस लेने के लिए उस पर /unsend लिखकर जवाब दें।
line-left = आप इस चैट से बाहर हैं। { $alias } जो लिखेगा वह आपको मिलता रहेगा।
line-over = ⚪️ यह चैट बंद है।
line-talking = 🔒 भुगतान होने तक फ़ोन नंबर, लिंक और दूसरे ऐप के नाम रोके जाते हैं। इससे दोनों सुरक्षित रहते हैं।
line-paid = 🔓 भुगतान हो चुका है: अब आप एक-दूसरे को जो चाहें बता सकते हैं। विवाद की स्थिति के लिए लिखा हुआ कुछ समय रखा जाता है।
line-enter = 💬 { $alias } को लिखें
line-leave = 🚪 बाहर जाएँ
line-unsend = ↩️ पिछला वापस लें
line-mute =
    { $is_muted ->
        [1] 🔔 आवाज़ के साथ
       *[0] 🔕 बिना आवाज़
    }
line-more = ⚠️ शिकायत या ब्लॉक
line-reveal = 🤝 अपनी पहचान दिखाएँ
line-report = 🚩 संचालकों को बताएँ
line-block = 🚫 ब्लॉक करें
line-block-sure = 🚫 हाँ, फिर कभी नहीं
line-report-rude = अभद्र या धमकी
line-report-scam = धोखा, या बाहर भुगतान
line-report-unsafe = कुछ वर्जित
line-report-other = कुछ और
line-answer = 💬 { $alias } को जवाब दें
line-head = 🪶 { $alias }
line-head-route = { $from } → { $to }
line-head-forwarded = ↪️ आगे भेजा गया
line-head-corrected = ✏️ सुधारा गया
line-number = 📞 { $number }
line-which = 🧭 <b>यह किसके लिए है?</b> अभी तक भेजा नहीं गया है।
line-choice = 🪶 { $alias } · { $from } → { $to }
line-unsend-how = ↩️ अपने किसी संदेश पर /unsend लिखकर जवाब दें, और वह दोनों फ़ोन से हट जाएगा।
line-left-now = 🚪 आप चैट से बाहर हैं। अब आप जो लिखेंगे वह फिर मेरे लिए है।
line-on-none = आप अभी किसी चैट में नहीं हैं। किसी ऑफ़र या डिलीवरी से चैट खोलें।
leak-handle = किसी दूसरे ऐप का नाम
leak-link = एक लिंक
leak-email = एक ई-मेल पता
leak-phone = एक फ़ोन नंबर
notice-line-held =
    ⏸ <b>अभी नहीं भेजा गया।</b> { $is_change ->
        [1] आपके बदलाव में
       *[0] इसमें
    } { $what } है। भुगतान के बाद संपर्क भेजे जा सकते हैं; तब तक वे आपके पास रहते हैं। मैं इसे उसकी जगह ••• के साथ भेज सकता हूँ।
notice-line-held-place =
    📍 <b>यह जगह { $alias } को भेजें?</b> { $is_rough ->
        [1] भुगतान होने तक मैं इसे मोटे तौर पर ही दिखाता हूँ, लगभग 300 मी. तक।
       *[0] यह ठीक-ठीक दिखेगी।
    }
notice-line-held-number = 📞 <b>{ $alias } को अपना फ़ोन नंबर दें?</b>
notice-line-held-code =
    { $is_rough ->
        [1] ⏸ <b>अभी नहीं भेजा गया।</b> इस तस्वीर में एक कोड है जो किसी संपर्क तक ले जा सकता है। उसे ढक दें, या भुगतान होने तक तस्वीर रखें: तब मैं फिर पूछूँगा।
       *[0] 🔓 <b>भुगतान हो गया है।</b> क्या यह कोड वाली तस्वीर { $alias } को भेजें?
    }
line-send-masked = ✂️ ••• के साथ भेजें
line-send-surely = ✅ हाँ, भेजें
line-send-not = ✖️ न भेजें
notice-line-undelivered =
    { $fate ->
        [waits] ⏳ { $alias } ने बॉट रोक रखा है। यह इंतज़ार करेगा और उनके लौटने पर पहुँचेगा।
       *[lost] { $why ->
            [voice] ✗ { $alias } आवाज़ और वीडियो संदेश नहीं लेते। कृपया लिखकर भेजें।
           *[other] ✗ यह नहीं पहुँचा। कृपया फिर भेजें।
        }
    }
notice-line-dropped =
    { $flaw ->
        [over] ✗ यह नहीं भेजा गया: { $alias } के साथ चैट बंद है।
        [large] ✗ यह नहीं भेजा गया: 20 MB से बड़ी फ़ाइलें मेरे लिए बहुत बड़ी हैं।
       *[gone] ✗ यह नहीं भेजा गया: Telegram ने मुझे फ़ाइल नहीं दी। कृपया फिर भेजें।
    }
notice-line-reveal-asked = 🤝 <b>{ $alias } चाहते हैं कि आप एक-दूसरे का नाम जानें।</b> आप भी चाहें तो अपनी चैट में “अपनी पहचान दिखाएँ” दबाएँ। नहीं तो कुछ न करें।
notice-line-revealed = 🤝 <b>{ $alias } का नाम { $name } है।</b> आप दोनों इस पर सहमत हैं।
notice-line-contact-passed = ☝️ यह संपर्क के साथ भेजा गया। इस चैट के बाहर मतभेद होने पर कोई मदद नहीं कर सकता: भुगतान और सौंपना यहीं करें।
notice-line-shown-self =
    { $kind ->
        [voice] 🎙 भेज दिया। आवाज़ से पहचान हो सकती है; अनजान रहना चाहें तो लिखें।
       *[other] 🎥 भेज दिया। चेहरे से पहचान हो सकती है; अनजान रहना चाहें तो लिखें।
    }
toast-line-left = आप इस चैट से बाहर हैं
toast-line-muted = 🔕 संदेश बिना आवाज़ आएँगे
toast-line-loud = 🔔 संदेश आवाज़ के साथ आएँगे
toast-line-revealed = 🤝 अब आप दोनों एक-दूसरे का नाम जानते हैं
toast-line-reveal-asked = 🤝 पूछ लिया। दूसरे की सहमति पर नाम पता चलेंगे।
toast-line-reported = 🚩 धन्यवाद। कोई व्यक्ति इसे देखेगा।
toast-line-blocked = 🚫 ब्लॉक किया। आप दोनों को एक-दूसरे से कुछ नहीं मिलेगा।
toast-line-unsent = ↩️ वापस लिया
toast-line-sent = ✅ भेज दिया
toast-line-looking = 🔍 तस्वीर देख लेते ही यह भेज दी जाएगी
toast-line-gone = नहीं भेजा गया
offer-ask = 💬 सवाल पूछें
quest-chat = 💬 चैट
command-chats = आपकी चैट
command-leave = चैट से बाहर जाएँ
command-unsend = संदेश वापस लें
chats-some =
    💬 <b>आपकी चैट</b>
    
    लिखने के लिए किसी एक को दबाएँ।
chats-none =
    💬 <b>आपकी चैट</b>
    
    अभी कोई नहीं है। चैट किसी ऑफ़र या डिलीवरी से खुलती है: उसके कार्ड पर “सवाल पूछें” या “चैट” दबाएँ।
