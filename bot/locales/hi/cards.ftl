# यात्राओं और पार्सलों के कार्ड, और जो सब फ़ॉर्मों में एक है।

card-trip-route = <b>{ $from } → { $to }</b>
card-trip-times =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs } → { $arrives }
card-trip-weekly = 🔁 हर हफ़्ते
card-trip-weekly-until = 🔁 { $until } तक हर हफ़्ते
card-trip-skipped = ✖️ { $skipped } को नहीं
card-trip-room = 🎒 { $weight } · { $volume }
card-trip-categories = 🗂 { $categories }
card-trip-detour = ↪️ { $detour } तक का घुमाव
card-trip-price = 💶 { $price } प्रति किलो
card-trip-no-price = 💶 दाम बातचीत से
card-trip-note = 📝 { $note }

category-all = जो भी ले जाना ठीक है
category-documents = काग़ज़ात
category-clothes = कपड़े
category-electronics = इलेक्ट्रॉनिक्स
category-food = खाना
category-gifts = तोहफ़े
category-cosmetics = सौंदर्य प्रसाधन
category-books = किताबें
category-other = अन्य

place-choose =
    📍 <b>इनमें से कौन सी?</b>

    दबाएँ, या देश के साथ नाम फिर से लिखें।
button-done = ✅ हो गया
button-keep = ✅ यही रखें
button-save = ✅ सहेजें
button-no-note = बिना टिप्पणी
button-drop-draft = 🗑 यह ड्राफ़्ट हटाएँ

note-no-line = 🤔 वह पंक्ति समझ नहीं आई, इसलिए एक-एक करके चलते हैं।
note-no-day = 📅 इसमें कोई दिन समझ नहीं आया। “12 दिसंबर” या “कल” लिखें, या दबाएँ।
note-day-not-allowed = 📅 यह दिन नहीं चुना जा सकता: आज से { $last } तक चुनें।
note-no-clock = 🕒 इसमें कोई समय समझ नहीं आया। “18:45” लिखकर देखें।
note-no-room = 🎒 इसमें कोई वज़न समझ नहीं आया। “7.5 kg” या “12 kg 60 l” लिखकर देखें।
note-no-number = 🔢 कृपया एक संख्या लिखें।
note-no-money = 💶 इसमें कोई रक़म समझ नहीं आई। “3.50” लिखकर देखें।
note-draft-dropped = 🗑 ड्राफ़्ट हटा दिया गया।

card-trip = 🧳 <b>GlidePath</b> – यात्रा
card-trip-state-open = 🟢 खुली है: भेजने वाले इसे देख सकते हैं।
card-trip-state-cancelled = ⚪️ वापस ले ली गई।
card-trip-state-expired = 🏁 निकल चुकी और बंद है।
card-trip-short =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs } · { $from } → { $to }
card-change = ✏️ बदलें
card-copy = 📄 कॉपी
card-cancel = 🗑 वापस लें
card-share = 📤 शेयर करें
card-share-inline = 💬 दूसरी चैट में दिखाएँ
share-trip = { $from } → { $to } की यात्रा है, थोड़ी जगह ख़ाली है। कुछ भेजना है?
page-before = ‹
page-number = { $page } / { $pages }
page-next = ›

inline-nothing = दिखाने को कुछ खुला नहीं। यात्रा पोस्ट करें
inline-open = Peer-Cargo में खोलें
inline-stranger = Peer-Cargo शुरू करें
inline-title = { $from } → { $to }

card-parcel = 📦 <b>DropParcel</b> – पार्सल
card-parcel-route = <b>{ $from } → { $to }</b>
card-parcel-days = 📅 { $ready } से तैयार · { $deadline } तक पहुँचे
card-parcel-size = ⚖️ { $weight } · { $volume } · { $category }
card-parcel-items =
    🧾 क़ीमत { $value }:
    { $items }
card-parcel-photos =
    { $photos ->
        [one] 🖼 एक तस्वीर
       *[other] 🖼 { $photos } तस्वीरें
    }
card-parcel-reward = 💶 ले जाने वाले को { $reward }
card-parcel-recipient = 👤 { $recipient } के लिए (यह सिर्फ़ आपको दिखता है)
card-parcel-for-me = 👤 आप ख़ुद लेंगे
card-parcel-duty =
    { $duty_payer ->
        [requester] 🛃 सीमा शुल्क भेजने वाला देगा
       *[recipient] 🛃 सीमा शुल्क लेने वाला देगा
    }
card-parcel-note = 📝 { $note }
card-parcel-state-open = 🟢 खुला है: यात्री इसे देख सकते हैं।
card-parcel-state-promised = 🤝 वादा हो चुका: कोई इसे ले जा रहा है। आगे /quests पर
card-parcel-state-delivered = 📬 पहुँच गया।
card-parcel-state-lost = ❔ ले जाया गया, पर पहुँचने की ख़बर नहीं आई।
card-parcel-state-in-review = 🙋 पहले एक व्यक्ति देखेगा; अभी किसी और को नहीं दिखता।
card-parcel-state-refused = 🚫 एक व्यक्ति ने देखा: यह नहीं जा सकता।
card-parcel-state-cancelled = ⚪️ वापस ले लिया गया।
card-parcel-state-expired = ⌛ आख़िरी तारीख़ बीत गई।
card-parcel-short =
    { $state ->
        [in_review] 🙋
        [promised] 🤝
       *[open] 📦
    } { $deadline } · { $from } → { $to }
card-photos = 🖼 तस्वीरें देखें
share-parcel = { $from } → { $to } कौन जा रहा है? { $weight } का सामान है, और आपके लिए { $reward }।
care-batteries = 🔋 बैटरी: उपकरण के अंदर या केबिन बैग में; विमान के सामान-कक्ष में खुली कभी नहीं।
care-liquids = 💧 तरल: विमान के केबिन में ज़्यादा से ज़्यादा 100 ml; वरना कसकर बंद और सीधा रखें।
care-food = 🍎 खाना: सीलबंद; कई देश मांस, दूध और फल सीमा पर रख लेते हैं।
