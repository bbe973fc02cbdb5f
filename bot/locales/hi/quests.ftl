# CargoQuest: क्या तय हुआ, और आगे क्या।

notice-quest =
    { $side ->
        [carrier] 🚚 <b>आप एक पार्सल ले जा रहे हैं</b>
       *[requester] 🚚 <b>आपके पार्सल को Carrier मिल गया</b>
    }
quest-route = <b>{ $from } → { $to }</b>
quest-meets =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } लेना { $picked_up }, सौंपना { $handed_over }
quest-items = 🧾 { $items } · { $weight }
quest-price =
    { $side ->
        [carrier] 💶 आपके लिए <b>{ $price }</b>
       *[requester] 💶 Carrier के लिए <b>{ $price }</b>
    }
quest-state-accepted =
    🤝 बात पक्की। अगला क़दम, भुगतान, यहीं आएगा।

    बॉट से भुगतान आने वाले किसी संस्करण में मिलेगा; अभी कुछ नहीं काटा जाता।
quest-state-cancelled =
    { $side ->
        [carrier] ⚪️ रद्द हुआ। आपकी जगह फिर ख़ाली है: /matches
       *[requester] ⚪️ रद्द हुआ, और कुछ नहीं काटा गया। आपका पार्सल फिर से खुला है।
    }
quest-cancel = 🛑 रद्द करें
quest-cancel-sure = 🛑 हाँ, रद्द करें
quest-keep = ‹ नहीं, रहने दें
toast-quest-cancel-ask = 🛑 रद्द करना आपके रिकॉर्ड में गिना जाता है, जो दूसरे देखते हैं। कुछ चुकाया नहीं गया। रद्द करें?
toast-quest-cancelled = 🛑 रद्द हुआ। दूसरे पक्ष को बता दिया गया।

tab-quests-some =
    🚚 <b>CargoQuests</b>

    चल रही डिलीवरी, सबसे पहले लेने वाली ऊपर। कार्ड देखने के लिए दबाएँ।
quest-short =
    { $side ->
        [carrier] 🎒
       *[requester] 📦
    } { $day } · { $from } → { $to }
