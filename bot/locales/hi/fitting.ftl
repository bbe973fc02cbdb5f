# क्या मेल खाता है: पार्सल के लिए यात्राएँ और यात्रा के लिए पार्सल, ख़ुद ढूँढे हुए।

fit-trips-open = 🧭 मेल खाती यात्राएँ
fit-parcels-open = 📦 मेल खाते पार्सल
fit-trips = 🧭 <b>मेल खाती यात्राएँ</b> · { $from } → { $to } · { $price }
fit-parcels = 📦 <b>मेल खाते पार्सल</b> · { $from } → { $to }
fit-trips-some =
    { "" }
    { $count ->
        [one] एक यात्रा मेल खाती है। और देखने और बुलाने के लिए उसका नंबर दबाएँ।
       *[other] { $count } यात्राएँ मेल खाती हैं, सबसे अच्छी पहले। और देखने और बुलाने के लिए नंबर दबाएँ।
    }
fit-parcels-some =
    { "" }
    { $count ->
        [one] एक पार्सल मेल खाता है। और देखने और प्रस्ताव देने के लिए उसका नंबर दबाएँ।
       *[other] { $count } पार्सल मेल खाते हैं, सबसे अच्छा पहले। और देखने और प्रस्ताव देने के लिए नंबर दबाएँ।
    }
fit-trips-none =
    { "" }
    🔭 अभी कोई यात्रा मेल नहीं खाती। मैं ढूँढता रहूँगा और पहले मिलने वाले Carrier से पूछूँगा। बाद की आख़िरी तारीख़ से ज़्यादा मिलती हैं।
fit-parcels-none =
    { "" }
    🔭 अभी कोई पार्सल मेल नहीं खाता। मैं ढूँढता रहूँगा और पहला मिलते ही बताऊँगा। ज़्यादा घुमाव या ज़्यादा क़िस्म की चीज़ों से ज़्यादा मिलते हैं।
fit-list =
    { "" }
    { $list }
fit-trip-line =
    { $number }. { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs } → { $arrives }
fit-route = 🧭 { $from } → { $to }
fit-parcel-line = { $number }. 📦 { $kind } · { $weight } · { $price }
fit-parcel-route = 🧭 { $from } → { $to } · { $deadline } तक
fit-off-ends = 📍 छोरों से { $least }–{ $most }
fit-price-fair = 💶 ठीक दाम
fit-price-modest = 💶 दाम थोड़ा कम
fit-price-low = 💶 दाम कम
fit-price-open = 💶 दाम बातचीत से
fit-record = 👤 { $level }
fit-why = 💡 { $why }
fit-mark =
    { $state ->
        [mine] 👉 आपके जवाब के इंतज़ार में
        [refused] 🙅 मना कर चुके हैं
       *[theirs] { $side ->
            [carrier] ⏳ आपने ले जाने का प्रस्ताव दिया है
           *[requester] { $is_invited ->
                [1] ✉️ आपने बुलाया है
               *[0] ⏳ पूछा जा चुका है
            }
        }
    }
fit-short =
    { $state ->
        [mine] 👉
        [theirs] ⏳
        [refused] 🙅
       *[nothing] { $side ->
            [carrier] 📦
           *[requester] { $mode ->
                [flight] ✈️
                [train] 🚆
                [bus] 🚌
                [car] 🚗
               *[ferry] ⛴
            }
        }
    } { $number }
fit-trip =
    🧭 <b>मेल खाती एक यात्रा</b>
    { "" }
fit-parcel =
    📦 <b>मेल खाता एक पार्सल</b>
    { "" }
fit-how =
    { "" }
    { $how }
fit-state-nothing =
    { "" }
    { $side ->
        [carrier] ले जाने का प्रस्ताव दें: भेजने वाला आपकी यात्रा और रिकॉर्ड देखकर जवाब देगा।
       *[requester] बुलाएँ: Carrier आपका पार्सल देखेगा, और यह भी कि आपने यही यात्रा चुनी है।
    }
fit-state-theirs =
    { "" }
    { $is_invited ->
        [1] ✉️ बुलाया जा चुका है।
       *[0] ⏳ पूछा जा चुका है।
    } { $live } पर बात चल रही है; जवाब { $expires } तक आएगा।
fit-state-mine =
    { "" }
    👉 { $live } का प्रस्ताव आपके जवाब के इंतज़ार में है, { $expires } तक।
fit-state-refused =
    { "" }
    🙅 इसके लिए, या ऐसे ही किसी के लिए, जवाब ना था। शायद कोई दूसरा बेहतर हो।
fit-gone = 🍂 ये दोनों अब मेल नहीं खाते: किसी और को मिल गया, बदल गया या जगह भर गई। लौटकर दूसरे देखें।
fit-parcel-closed = 🏁 यह पार्सल अब खुला नहीं है, इसलिए इसके लिए यात्रा नहीं ढूँढी जाती।
fit-trip-closed = 🏁 यह यात्रा अब खुली नहीं है, इसलिए इसके लिए पार्सल नहीं ढूँढे जाते।
fit-invite = ✉️ बुलाएँ
fit-ask = 🙋 { $price } में ले जाना है
fit-other-price = ✏️ दूसरा दाम
fit-show-offer = 🤝 प्रस्ताव देखें
fit-price-ask =
    ✏️ <b>आप इसे कितने में ले जाएँगे?</b>

    भेजने वाला { $price } दे रहा है। कोई दाम दबाएँ, या अपना लिखें, जैसे “12” या “12.50”।
note-fit-invited = ✉️ <b>बुला लिया।</b> कार्ड Carrier के पास है; जवाब आते ही बताऊँगा।
note-fit-asked = 🙋 <b>आपका प्रस्ताव: { $price } में ले जाना।</b> भेजने वाले का जवाब आते ही बताऊँगा।
note-fit-yours = 👉 दूसरा पक्ष पहले पूछ चुका है और आपके जवाब के इंतज़ार में है। कार्ड देखने के लिए 🤝 दबाएँ।
