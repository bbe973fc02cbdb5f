# काग़ज़: रसीदें, डिलीवरी के प्रमाण और सीमा शुल्क सारांश। paper- से शुरू होने वाले PDF पर होते हैं।

quest-papers = 📄 काग़ज़
quest-receipt = 🧾 रसीद
quest-proof = 📄 डिलीवरी का रिकॉर्ड
card-customs = 🛃 सीमा शुल्क सारांश
toast-paper-wished = 📄 एक पल में आता है।
paper-caption =
    { $kind ->
        [receipt] 🧾 रसीद
        [proof] 📄 डिलीवरी का रिकॉर्ड
       *[customs] 🛃 सीमा शुल्क सारांश
    } · { $from } → { $to }

    🔗 <a href="{ $url }">ब्राउज़र में खोलें</a>, एक हफ़्ते तक
notice-paper-failed = 😔 आपका काग़ज़ नहीं बन पाया, और ग़लती हमारी है। कृपया बाद में फिर बटन दबाएँ।
refused-no-paper-yet = 📄 इस काग़ज़ पर लिखने को अभी कुछ नहीं है।
customs-head =
    🛃 <b>सीमा शुल्क सारांश</b>
    { $from } → { $to }, { $departs }
customs-parcel =
    <b>{ $number }. { $from } → { $to }</b> (संख्या { $reference })
    { $items }
    ⚖️ { $weight }, 💶 { $value }, { $duty ->
        [requester] 🛃 शुल्क भेजने वाला देता है
        [recipient] 🛃 शुल्क पाने वाला देता है
       *[none] 🛃 कोई सीमा नहीं
    }
customs-more = … बाक़ी दस्तावेज़ में है।
customs-tail =
    <b>सब मिलाकर</b>
    { $totals }

    भेजने वालों की घोषणा यही है। दस्तावेज़ एक पल में आता है।
paper-title =
    { $title ->
        [receipt] रसीद
        [earnings] कमाई
        [proof] डिलीवरी का प्रमाण
        [record] पार्सल लेने का रिकॉर्ड
       *[customs] सीमा शुल्क सारांश
    }
paper-quest = CargoQuest संख्या { $reference } · { $from } – { $to }
paper-trip = { $from } – { $to }, { $departs }
paper-parcel = { $number }. पार्सल { $reference }: { $from } – { $to }
paper-value = { $value }
paper-moment = { $at } ({ $zone })
paper-label =
    { $label ->
        [agreed] तय हुआ
        [paid-at] भुगतान हुआ
        [picked-up] लिया गया
        [handed-over] सौंपा गया
        [looked-carrier] खोलकर मिलाया, Carrier
        [looked-requester] खोलकर मिलाया, भेजने वाला
        [proved-by] प्रमाण
        [price] Carrier के लिए
        [fee] प्लेटफ़ॉर्म का शुल्क
        [total] कुल भुगतान
        [back] लौटाया गया
        [kept] आपका
        [payout] भुगतान की स्थिति
        [kind] प्रकार
        [weight] वज़न
        [value] घोषित मूल्य
        [duty] सीमा शुल्क
        [declared] भेजने वाले ने घोषित किया
        [parcels] पार्सल
       *[pieces] नग
    }
paper-column =
    { $column ->
        [thing] वस्तु
        [pieces] नग
       *[each] एक का मूल्य
    }
paper-money = पैसे
paper-contents = अंदर क्या है
paper-photos = तस्वीरें
paper-totals = सब मिलाकर
paper-photo =
    { $kind ->
        [pickup] लेते समय
       *[dropoff] सौंपते समय
    }, { $at } (दिन का शब्द: { $word })
paper-proved-by =
    { $is_photo ->
        [1] एक तस्वीर और Carrier की बात
       *[0] पाने वाले के पास का कोड
    }
paper-sent =
    { $is_sent ->
        [1] Stripe के खाते में भेजा गया
       *[0] रास्ते में, या खाते की प्रतीक्षा में
    }
paper-duty =
    { $duty ->
        [requester] भेजने वाला देता है
        [recipient] पाने वाला देता है
       *[none] कोई सीमा पार नहीं होती
    }
paper-note-receipt = Stripe से भुगतान, सौंपे जाने तक रोका गया। यह रसीद कर बीजक नहीं है। इसमें किसी का नाम नहीं: प्लेटफ़ॉर्म दोनों पक्षों को जानता है।
paper-note-earnings = जो प्लेटफ़ॉर्म ने Stripe के खाते में भेजा या भेजेगा। इसमें किसी का नाम नहीं: प्लेटफ़ॉर्म दोनों पक्षों को जानता है।
paper-note-proof = दोनों पक्षों ने पार्सल साथ में खोला और कहा कि उसमें सूची की चीज़ें हैं। तस्वीरें नए सिरे से बनाई गई हैं, इसलिए वे वही बताती हैं जो दिखता है। रिकॉर्ड में किसी का नाम नहीं: प्लेटफ़ॉर्म दोनों पक्षों को जानता है।
paper-note-customs = सामग्री और मूल्य भेजने वालों की अपनी घोषणाएँ हैं। हर भेजने वाले ने पुष्टि की है कि अंदर कुछ वर्जित नहीं है, और Carrier हर पार्सल खोल सकता है।
