# पार्सल पोस्ट करना: DropParcel का फ़ॉर्म।

parcel-progress =
    📦 <b>नया DropParcel</b> · { $step } / { $steps }
    { "" }
parcel-ask-from =
    🛫 <b>यह कहाँ से जाएगा?</b>

    जगह दबाएँ, किसी भी लिपि में शहर लिखें, या 📎 से लोकेशन भेजें।
parcel-ask-to =
    🛬 <b>कहाँ तक?</b>

    जगह दबाएँ, या शहर लिखें।
parcel-ask-items =
    🧾 <b>अंदर क्या है?</b>

    हर लाइन में एक चीज़ लिखें: कितनी, क्या, और एक का दाम { $currency } में।

    2 किताबें 15
    शॉल, 20
    3 x पेन 1.50
parcel-items =
    🧾 <b>अंदर का सामान, कुल { $total }</b>

    { $items }

    और लिखें, हटाने के लिए चीज़ दबाएँ, या आगे बढ़ें।
parcel-item =
    { $count ->
        [1] • { $title } · { $value }
       *[other] • { $count } × { $title } · हर एक { $value }
    }
parcel-prohibited =
    🚫 <b>यह नहीं भेजा जा सकता</b>

    { $hits }

    मैं शब्द पहचानता हूँ, चीज़ें नहीं। इसे बदलें, या अगर मैं ग़लत हूँ तो पहले एक व्यक्ति देखेगा, उसके बाद ही यह किसी को दिखेगा।
parcel-hit =
    { $rule ->
        [weapons] हथियार
        [drugs] नशीले पदार्थ
        [alcohol] शराब
        [animals] जीवित पशु
        [remains] मानव अवशेष
        [cash] नकद
        [hazardous] ख़तरनाक सामान
        [counterfeit] नकली सामान
        [stolen] चोरी का सामान
       *[medicine] पर्ची वाली दवाएँ
    }: “{ $item }” में “{ $word }”
parcel-your-note = आपकी टिप्पणी
parcel-change-list = ✏️ सूची बदलें
parcel-change-that-note = ✏️ टिप्पणी बदलें
parcel-ask-person = 🙋 किसी व्यक्ति को दिखाएँ
parcel-ask-category = 🗂 <b>यह सबसे ज़्यादा क्या है?</b>
parcel-ask-weight =
    ⚖️ <b>पैक होने पर वज़न कितना है?</b>

    सबसे क़रीब वाला दबाएँ, या लिखें: “700 g”, “2.5 kg”।
parcel-ask-size =
    📐 <b>पैक होने पर कितना बड़ा है?</b>

    जिसमें आ जाए वह दबाएँ, या सेंटीमीटर में नाप लिखें “40x30x20”, या लीटर “12 l”।
parcel-ask-photos =
    🖼 <b>सामान दिखाएँ</b>

    पैक करने से पहले चीज़ों की 1 से { $most } तस्वीरें भेजें, किसी का चेहरा नहीं। यात्री जो देखते हैं, उस पर भरोसा करते हैं।
parcel-photos =
    🖼 <b>{ $most } में से { $count } तस्वीरें</b>

    और भेजें, या आगे बढ़ें।
parcel-photos-full =
    🖼 <b>{ $most } में से { $count } तस्वीरें</b>

    इससे ज़्यादा नहीं आतीं। आगे बढ़ें, या इन्हें हटाकर दूसरी भेजें।
parcel-photos-remove = 🗑 सब हटाएँ
parcel-photos-none = बिना तस्वीरों के
parcel-ask-ready =
    📅 <b>{ $place } में किस दिन से लिया जा सकता है?</b>

    दिन दबाएँ, या लिखें: “12 दिसंबर”, “कल”।
parcel-ready-now = 📦 अभी तैयार है
parcel-ask-deadline =
    🏁 <b>किस दिन तक { $place } पहुँचना चाहिए?</b>

    दिन दबाएँ, या लिखें। ज़्यादा समय देने से ज़्यादा यात्री मिलते हैं।
parcel-ask-reward =
    💶 <b>ले जाने वाले को आप कितना देंगे?</b>

    ➖ या ➕ दबाएँ, या { $currency } या किसी और मुद्रा में रक़म लिखें। पैसा तभी देना है जब प्रस्ताव स्वीकार हो।
parcel-reward-hint =
    { "" }
    💡 { $hint } ठीक रहेगा: दो मुलाक़ातें, { $weight } का बोझ, { $km } का रास्ता।
parcel-reward-less = ➖
parcel-reward-keep = ✅ { $amount }
parcel-reward-more = ➕
parcel-ask-recipient =
    👤 <b>इसे कौन लेगा?</b>

    बटन दबाएँ, या लेने वाले का नाम लिखें। यहाँ यह सिर्फ़ आपको दिखता है।
parcel-for-me = 🙋 मैं
parcel-ask-duty =
    🛃 <b>अगर { $place } में सीमा शुल्क लगे तो कौन देगा?</b>

    अभी तय कर लें, ताकि सीमा पर बहस न हो। यात्री को कभी नहीं देना पड़ता।
duty-requester = 🙋 मैं दूँ
duty-recipient = 👤 { $name } दें
parcel-ask-note =
    📝 <b>यात्री को कुछ बताना है?</b>

    एक-दो वाक्य लिखें: कहाँ मिल सकते हैं, कैसे सँभालना है। नंबर या नाम न लिखें: बात बॉट के ज़रिए होती है।
parcel-review =
    📦 <b>क्या सब ठीक है?</b>
    { "" }
parcel-review-change =
    ✏️ <b>जो चाहें बदलें, फिर सहेजें</b>
    { "" }
parcel-supply =
    { "" }
    { $supply ->
        [one] 📊 अगले { $days } दिनों में एक यात्रा इस रास्ते पर है।
       *[other] 📊 अगले { $days } दिनों में { $supply } यात्राएँ इस रास्ते पर हैं।
    }
parcel-person-looks =
    { "" }
    🙋 पहले एक व्यक्ति देखेगा; उसके बाद यह खुल जाएगा।
parcel-never-inside =
    { "" }
    🚫 <b>अंदर कभी नहीं:</b> हथियार, नशीले पदार्थ, शराब, जीवित पशु, मानव अवशेष, नकद, ख़तरनाक सामान, नकली या चोरी का सामान, पर्ची वाली दवाएँ। यात्री इसे खोलकर देख सकता है।
parcel-change-from = 🛫 कहाँ से
parcel-change-to = 🛬 कहाँ तक
parcel-change-items = 🧾 चीज़ें
parcel-change-category = 🗂 प्रकार
parcel-change-weight = ⚖️ वज़न
parcel-change-size = 📐 नाप
parcel-change-photos = 🖼 तस्वीरें
parcel-change-ready = 📅 तैयार
parcel-change-deadline = 🏁 आख़िरी दिन
parcel-change-reward = 💶 इनाम
parcel-change-recipient = 👤 लेने वाला
parcel-change-note = 📝 टिप्पणी
parcel-change-duty = 🛃 शुल्क
parcel-post = ✅ अंदर कुछ मना नहीं है: पोस्ट करें
parcel-save = ✅ अंदर कुछ मना नहीं है: सहेजें
parcel-posted =
    ✅ <b>आपका पार्सल पोस्ट हो गया</b>

    उस ओर जाने वाले अब इसे देख सकते हैं, और जब कोई यात्रा सही बैठेगी तो हम आपको बताएँगे। तब तक कुछ नहीं करना है।
parcel-changed = ✅ <b>सहेज लिया।</b> अब सबको पार्सल ऐसा ही दिखेगा।
parcel-held =
    🙋 <b>पहले एक व्यक्ति देखेगा</b>

    तब तक आपका पार्सल किसी को नहीं दिखेगा। क्या तय हुआ और क्यों, हम आपको बताएँगे।
parcel-show = 📦 मेरा पार्सल देखें

weight = { $weight }
size-envelope = ✉️ लिफ़ाफ़ा · { $volume }
size-book = 📕 किताब · { $volume }
size-shoebox = 👟 जूते का डिब्बा · { $volume }
size-backpack = 🎒 पिट्ठू बैग · { $volume }
size-cabin = 👜 केबिन बैग · { $volume }
size-suitcase = 🧳 सूटकेस · { $volume }
kind-documents = 📄 काग़ज़ात
kind-clothes = 👕 कपड़े
kind-electronics = 📱 इलेक्ट्रॉनिक्स
kind-food = 🍯 खाना
kind-gifts = 🎁 तोहफ़े
kind-cosmetics = 🧴 सौंदर्य प्रसाधन
kind-books = 📚 किताबें
kind-other = 📦 अन्य

tab-parcels-open =
    📦 <b>DropParcels</b>

    आपके खुले पार्सल। देखने या बदलने के लिए दबाएँ।
tab-parcels-ended =
    📦 <b>DropParcels</b>

    आपके पूरे हो चुके पार्सल। इनकी कॉपी जल्दी से फिर पोस्ट हो जाती है।
tab-parcels-none-ended =
    📦 <b>DropParcels</b>

    अभी कोई पार्सल पूरा नहीं हुआ।
parcel-new = ➕ पार्सल भेजें
parcel-cancel-sure =
    🗑 <b>यह पार्सल वापस लें?</b>
    { "" }
parcel-cancel-what =
    { "" }
    यात्रियों को यह अब नहीं मिलेगा। इसका कोई ख़र्च नहीं, और आप इसे कभी भी फिर पोस्ट कर सकते हैं।
parcel-cancel-yes = 🗑 हाँ, वापस लें
parcel-cancel-no = ‹ नहीं, रहने दें
note-parcel-cancelled = 🗑 पार्सल वापस ले लिया गया।

note-item-unread = 🧾 “{ $line }” समझ नहीं आया। कितनी, क्या, और एक का दाम: “2 किताबें 15”।
note-no-weight = ⚖️ इसमें कोई वज़न समझ नहीं आया। “700 g” या “2.5 kg” लिखकर देखें।
note-no-size = 📐 इसमें कोई नाप समझ नहीं आया। “40x30x20” या “12 l” लिखकर देखें।
note-same-photo = 🖼 यह तस्वीर पहले से है।
note-photo-as-file = 🖼 कृपया इसे फ़ाइल नहीं, फ़ोटो के रूप में भेजें।
note-day-outside = 📅 यह दिन नहीं चुना जा सकता: { $first } से { $last } तक चुनें।
