# हर इनकार के शब्द यहाँ हैं।

refused-wrong-moment = यह अभी नहीं हो सकता। /menu यहाँ है।
refused-peer-is-gone = आपने भूल जाने को कहा था, इसलिए बदलने को कुछ नहीं बचा। नए सिरे से शुरू करने के लिए /start लिखें।
refused-unknown-currency = 💱 “{ $typed }” नाम की मुद्रा मुझे नहीं पता। तीन अक्षरों का कोड लिखें, जैसे INR, EUR या USD।

refused-same-place = 📍 शुरुआत और मंज़िल एक ही जगह हो जाएँगी। कोई दूसरी जगह बताएँ।
refused-unknown-place = 📍 यह जगह नहीं मिली। नाम फिर से लिखें।
refused-no-category = 🗂 कम से कम एक तरह का सामान चुनें।
refused-weight-out-of-range = ⚖️ वज़न { $least } ग्राम से { $most_kg } किलो के बीच रखें।
refused-volume-out-of-range = 📐 आकार { $least } मिली से { $most_litres } लीटर के बीच रखें।
refused-note-too-long = ✂️ टिप्पणी में ज़्यादा से ज़्यादा { $most } अक्षर हो सकते हैं; इसमें { $length } हैं। थोड़ा छोटा करें।
refused-join-first = ✋ पहले जान-पहचान पूरी कर लें: /start
refused-too-many-open-posts = 📚 आपकी { $most } पोस्ट खुली हैं, अभी इतनी ही हो सकती हैं। एक वापस लें, या किसी के पूरा होने तक रुकें।
refused-posting-too-fast =
    { $minutes ->
        [one] ⏳ एक-एक करके: एक मिनट बाद फिर कोशिश करें। आपका भरा हुआ सुरक्षित है।
       *[other] ⏳ एक-एक करके: { $minutes } मिनट बाद फिर कोशिश करें। आपका भरा हुआ सुरक्षित है।
    }
refused-trip-is-closed = 🏁 यह यात्रा पूरी हो चुकी है, अब इसमें कुछ नहीं बदलेगा। आप इसे फिर से पोस्ट कर सकते हैं।
refused-departs-in-the-past = 🕒 वह समय बीत चुका है। बाद का समय चुनें।
refused-departs-too-far-ahead = 📅 यात्राएँ अगले { $days } दिनों की ही ली जाती हैं। पहले की तारीख़ चुनें, या बाद में फिर आएँ।
refused-arrives-before-departure = 🕒 पहुँचना निकलने के बाद ही हो सकता है।
refused-takes-too-long = 🕒 इसमें { $days } दिन से ज़्यादा लगेंगे। पहुँचने की तारीख़ जाँचें।
refused-detour-only-by-car = 🚗 घुमाव सिर्फ़ गाड़ी से हो सकता है।
refused-detour-out-of-range = ↪️ 0 से { $most } किमी के बीच रखें।
refused-price-out-of-range = 💶 दाम शून्य से ज़्यादा हो, और इतना कि कोई दे सके।
refused-weekly-ends-early = 🔁 आख़िरी तारीख़ पहली से पहले है।
refused-too-many-skipped-dates = 🔁 ज़्यादा से ज़्यादा { $most } तारीख़ें छोड़ी जा सकती हैं।
refused-glide-path-missing = 🧳 यह यात्रा अब नहीं है।
refused-parcel-is-closed = 🏁 यह पार्सल बंद हो चुका है, अब इसमें कुछ नहीं बदलेगा। आप इसे फिर से पोस्ट कर सकते हैं।
refused-no-items = 📦 बताएँ कि अंदर क्या है, हर पंक्ति में एक चीज़।
refused-too-many-items = 📦 ज़्यादा से ज़्यादा { $most } चीज़ें। एक जैसी चीज़ें एक पंक्ति में लिखें।
refused-item-title-missing = 📦 हर चीज़ का नाम लिखें, ज़्यादा से ज़्यादा { $most } अक्षर।
refused-quantity-out-of-range = 🔢 गिनती 1 से { $most } के बीच रखें।
refused-value-out-of-range = 💶 बताएँ कि एक की क़ीमत कितनी है: शून्य या ज़्यादा।
refused-values-in-two-currencies = 💱 सब चीज़ों की क़ीमत एक ही मुद्रा में लिखें; मैंने { $currencies } पढ़ा।
refused-value-above-cap = 🛡 सामान की क़ीमत { $value } है; एक पार्सल में ज़्यादा से ज़्यादा { $cap } जा सकता है। कुछ निकालें, या दो पार्सल भेजें।
refused-value-needs-main-currency = 💱 यहाँ क़ीमत { $currency } में लिखी जाती है, { $given } में नहीं।
refused-ready-too-late = 📅 पहुँचने की तारीख़ से पहले तैयार होना चाहिए।
refused-deadline-in-the-past = 📅 वह दिन बीत चुका है। बाद का दिन चुनें।
refused-deadline-too-far-ahead = 📅 पार्सल अगले { $days } दिनों के ही लिए जाते हैं। पहले का दिन चुनें।
refused-reward-out-of-range = 💶 इनाम शून्य से ज़्यादा हो, और उतना जितना आप सच में देंगे।
refused-recipient-name-missing = 👤 बताएँ कि कौन लेगा, ज़्यादा से ज़्यादा { $most } अक्षर।
refused-duty-unsettled = 🛃 सीमा पार होगी: चुनें कि शुल्क लगा तो कौन देगा।
refused-duty-without-border = 🛃 कोई सीमा पार नहीं होती, इसलिए शुल्क नहीं है।
refused-prohibited-item =
    🚫 { $rule ->
        [weapons] हथियार और उनसे जुड़ी चीज़ें
        [drugs] नशीले पदार्थ
        [alcohol] शराब
        [animals] जीवित पशु
        [remains] मानव अवशेष और नमूने
        [cash] नकदी और धारक काग़ज़
        [hazardous] ख़तरनाक सामान
        [counterfeit] नकली सामान
        [stolen] चोरी का सामान
        [medicine] पर्ची वाली दवाएँ
       *[other] ऐसी चीज़ें
    } यहाँ कभी नहीं जा सकते। मैंने “{ $item }” में “{ $word }” पढ़ा।
refused-rules-not-confirmed = 🤝 कृपया पुष्टि करें कि अंदर कुछ भी मना नहीं है।
refused-too-many-photos = 🖼 ज़्यादा से ज़्यादा { $most } तस्वीरें।
refused-parcel-missing = 📦 यह पार्सल अब नहीं है।
refused-too-many-alerts = 🔔 आपके { $most } अलर्ट हैं, इतने ही हो सकते हैं। पहले एक हटाएँ।

refused-too-many-tokens = 🔑 आपके पास { $most } कुंजियाँ हैं, इससे ज़्यादा नहीं रखी जा सकतीं। पहले एक रद्द करें।
refused-token-name-too-long = ✂️ नाम में ज़्यादा से ज़्यादा { $most } अक्षर हो सकते हैं; इसमें { $length } हैं।
refused-token-missing = 🔑 यह कुंजी अब नहीं है।
refused-key-reused = 🔁 यह पहले किसी और सामग्री के साथ भेजा जा चुका है।
refused-key-in-flight = ⏳ इस पर अभी काम हो रहा है।

refused-offer-missing = 🤝 यह प्रस्ताव अब नहीं है।
refused-offer-is-over =
    ⌛ { $state ->
        [accepted] यह प्रस्ताव स्वीकार हो चुका है।
        [declined] यह प्रस्ताव ठुकरा दिया गया।
        [withdrawn] यह प्रस्ताव वापस ले लिया गया।
        [expired] इस प्रस्ताव का समय बीत गया।
       *[lapsed] यह प्रस्ताव अब नहीं रहा: यात्रा या पार्सल पहले जैसा नहीं है।
    } शायद और भी हों: /matches
refused-parcel-already-taken = 🙇 कोई और एक पल पहले यह पार्सल ले गया। मैं आपके लिए अगला ढूँढ रहा हूँ।
refused-fits-no-longer = 🧳 यात्रा और पार्सल अब मेल नहीं खाते: समय, जगह या रास्ता बदल गया है।
refused-not-your-turn = ⏳ अब दूसरे पक्ष की बारी है। जवाब आते ही आपको बताऊँगा।
refused-answer-was-no = 🙅 दूसरे पक्ष ने इसके लिए, या ऐसे ही किसी के लिए, मना कर दिया है। कोई दूसरा देखें।
refused-asked-often-enough = ✋ आप इसके बारे में { $most } बार पूछ चुके हैं, इससे ज़्यादा नहीं। कोई दूसरा देखें।
refused-many-carriers-wait = 👥 अभी कई Carrier इस भेजने वाले के जवाब के इंतज़ार में हैं। एक-दो घंटे बाद फिर कोशिश करें।
refused-no-counters-left = 🤝 आप { $most } कीमतें बता चुके हैं, इससे ज़्यादा नहीं। मौजूदा कीमत मान लें या मना कर दें।
refused-price-far-off = 💶 ऐसी कीमत बताएँ जो कोई सच में दे: शून्य से ज़्यादा, और पहली से दस गुना नहीं।
refused-price-unchanged = 💶 यही कीमत पहले से है। सहमत हों तो इसे मान लें।
refused-price-has-changed = 💶 इस बीच दाम बदल गया: अब { $price } है। मानने से पहले फिर देख लें।
refused-demand-out-of-range = ⭐ बटनों में से कोई रेटिंग चुनें।
refused-nobody-blocks-himself = 🙂 यह तो आप ही हैं।
refused-quest-missing = 🚚 यह काम अब नहीं है।
refused-quest-is-over = 🚚 यह काम पूरा हो चुका है, अब इसमें कुछ नहीं बदलता।
refused-cost-has-changed = 🛑 रद्द करने की क़ीमत अभी बदल गई है। फिर से «रद्द करें» दबाकर देखें।
refused-parcel-is-promised = 📦 कोई यह पार्सल ले जा रहा है। बदलने के लिए पहले काम रद्द करें: /quests
refused-trip-is-promised = 🤝 आपने इस यात्रा में एक पार्सल ले जाने का वादा किया है। बदलने या रद्द करने के लिए पहले काम रद्द करें: /quests
refused-room-is-promised = 🧳 जितनी जगह बचेगी, उससे ज़्यादा का वादा हो चुका है।
refused-not-payable-now = 💳 अभी भुगतान का लिंक नहीं है: वह बन रहा है, भुगतान हो चुका है, या समय निकल गया है। काम देखें: /quests
refused-money-is-not-held = 💶 यहाँ बाँटने के लिए पैसा नहीं है: भुगतान नहीं हुआ, या पहले ही बाँट दिया गया।
refused-money-is-frozen = 🧊 इस भुगतान की जाँच हो रही है, भुगतान करने वाले के बैंक या ऑपरेटरों द्वारा; जाँच पूरी होने तक पैसा वहीं रहेगा।
refused-money-is-not-released = 💶 अभी इस पैसे में से कुछ भी वापस नहीं हो सकता: या तो यह कैरियर तक नहीं पहुँचा, या इसका एक हिस्सा पहले ही वापस आ रहा है।
refused-more-than-was-released = 💶 इसमें से { $left } से ज़्यादा वापस नहीं हो सकता।
refused-quest-has-moved-on = 🚚 यह CargoQuest इस बीच आगे बढ़ गया है। उसका कार्ड बताता है: /quests
refused-not-a-code = 🔑 कोड में छह अंक होते हैं। जैसे पढ़ें वैसे लिखें।
refused-code-is-locked = 🔐 बहुत बार ग़लत कोड दिया गया। संचालक को बता दिया गया है, वह नया कोड बनाएगा।
refused-for-the-carrier = 🔑 यह कोड Carrier के लिए है: पार्सल सौंपते समय वह इसे स्कैन करता या लिखता है।
refused-for-the-requester = 🔑 यह केवल भेजने वाला कर सकता है।
refused-payouts-not-set-up = 🏦 यहाँ अभी भुगतान नहीं मिलता: संचालक ने भुगतान चालू नहीं किया है।
refused-identity-not-set-up = 🪪 यहाँ अभी सत्यापन नहीं होता: संचालक ने इसे चालू नहीं किया है।
refused-verified-already = ✅ आप पहले से सत्यापित हैं।
refused-being-checked = 🪪 Stripe देख रहा है। होते ही मैं बताऊँगा।
refused-nothing-to-rate = ⭐ पार्सल सौंपे जाने के बाद ही रेटिंग दी जा सकती है।
refused-ratings-are-shown = ⭐ जो कहा गया वह दिखाया जा चुका है, अब वह नहीं बदलता।
refused-rating-needs-stars = ⭐ पहले एक से पाँच सितारे दबाएँ।
refused-rating-too-long = ✂️ अधिकतम { $most } अक्षर; ये { $length } हैं।
refused-line-missing = 🤷 वह चैट अब नहीं है।
refused-line-is-over = ⚪️ यह चैट बंद है। किसी ऑफ़र या डिलीवरी से दूसरी खोलें।
refused-nothing-to-reveal = 🔒 भुगतान के बाद ही नाम दिखाए जा सकते हैं।
refused-message-missing = 🤷 आपका ऐसा कोई संदेश नहीं है।
refused-message-too-long = ✂️ एक संदेश के लिए यह बहुत लंबा है। { $most } अक्षरों तक के हिस्सों में फिर से भेजें। इसे छोटा करने से कुछ नहीं जाएगा।
refused-nothing-said = 🤷 इसमें कुछ नहीं है। कुछ शब्द लिखें।
refused-too-late-to-take-back = ⏳ दो दिन बाद Telegram कुछ वापस नहीं लेता।
refused-number-too-early = 🔒 फ़ोन नंबर भुगतान के बाद दिए जा सकते हैं। तब तक यहीं लिखें।
refused-files-too-early = 🔒 फ़ाइलें भुगतान के बाद भेजी जा सकती हैं, क्योंकि कोई नहीं देख सकता कि उनमें क्या छिपा है। तब तक फ़ोटो भेजें।
refused-no-reason = ✍️ बताइए आप कौन हैं, और क्यों।
refused-code-too-early = 🔒 इस कोड वाली तस्वीर भुगतान के बाद भेजी जा सकती है।
refused-not-relayed =
    { $kind ->
        [contact] 🚫 मैं दूसरों के संपर्क कार्ड नहीं भेजता। भुगतान के बाद आप अपना दे सकते हैं।
        [story] 🚫 स्टोरी नहीं भेजी जाती: उससे पता चलता है किसने डाली। तस्वीर ही भेजें।
        [game] 🚫 पोल, पासे और खेल नहीं भेजे जाते। शब्दों में लिखें।
        [sticker] 🚫 इस स्टिकर से बनाने वाले का पता चल सकता है। इमोजी या कुछ शब्द भेजें।
       *[other] 🚫 मैं इस तरह का संदेश नहीं भेज सकता। टेक्स्ट, फ़ोटो, वीडियो, आवाज़ और जगह चलती हैं।
    }
refused-already-reported = 🚩 आप इसकी शिकायत कर चुके हैं। कोई व्यक्ति इसे देखेगा।
refused-not-a-reaction = 🤷 यह यहाँ प्रतिक्रिया नहीं हो सकती।
refused-has-no-words = 🤷 इस संदेश में बदलने के लिए कोई शब्द नहीं हैं।
refused-article-missing = ❔ मदद का यह पन्ना अब नहीं है। बाक़ी /help में हैं।
refused-ticket-missing = 🎧 सहायता से वह बातचीत अब नहीं है।
refused-ticket-is-closed = ⚪️ यह बातचीत बंद है। सहायता को फिर लिखें, तो नई शुरू होगी: /help
refused-ticket-message-missing = 🤷 आपका ऐसा कोई संदेश नहीं है।
refused-not-ratable = ⭐ सुलझ जाने पर आप बता सकते हैं कि कैसा रहा।
refused-stars-out-of-range = ⭐ एक से { $most } तक सितारे दें।
refused-subject-too-long = ✂️ विषय में ज़्यादा से ज़्यादा { $most } अक्षर हों; इसमें { $length } हैं।
refused-not-mergeable = 🔗 एक ही व्यक्ति की दो बातचीतें जुड़ सकती हैं, और दूसरी बंद न हो।
refused-too-many-tags = 🏷 ज़्यादा से ज़्यादा { $most } टैग, हर एक छोटा।

refused-not-an-email = ✉️ यह ऐसा ई-मेल पता नहीं जहाँ चिट्ठी पहुँचे। उसे name@example.org की तरह लिखें।
refused-not-a-mobile = 📱 यह मोबाइल नंबर नहीं है। उसे देश के कोड के साथ लिखें, जैसे +91 98765 43210।
refused-too-many-codes = ⏳ एक दिन में { $most } कोड माँगे गए, इससे ज़्यादा नहीं। कल फिर कोशिश करें।
