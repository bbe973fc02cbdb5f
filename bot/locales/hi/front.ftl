# पहले संदेश से पहले Telegram जो दिखाता है, और कमांड की सूची।

command-menu = मुख्य मेनू
command-trip = यात्रा पोस्ट करें
command-send = पार्सल पोस्ट करें
command-find = यात्राएँ ढूँढें
command-alerts = कोई जाए तो बताएँ
command-matches = इंतज़ार में प्रस्ताव
command-quests = चल रही डिलीवरी
command-profile = शहर, मुद्रा, भाषा
command-language = भाषा बदलें
command-privacy = आपका डेटा: देखें, लें, हटाएँ
command-help = मदद
command-cancel = जो कर रहे हैं उसे रोकें
front-description =
    Peer-Cargo यात्रा करने वालों को भेजने वालों से जोड़ता है।

    सामान में जगह बची है? पार्सल ले जाएँ और कमाएँ। कुछ भेजना है? कोई वहाँ जा रहा है।

    Start दबाएँ; एक मिनट लगता है।
front-short = यात्रियों के साथ भेजें, बची जगह में ले जाएँ। सौंपने तक पैसा रोका रहता है।
