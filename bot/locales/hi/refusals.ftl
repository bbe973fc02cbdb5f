# हर इनकार के शब्द यहाँ हैं।

refused-wrong-moment = यह अभी नहीं हो सकता। /menu यहाँ है।
refused-peer-is-gone = आपने भूल जाने को कहा था, इसलिए बदलने को कुछ नहीं बचा। नए सिरे से शुरू करने के लिए /start लिखें।
refused-unknown-currency = 💱 “{ $typed }” नाम की मुद्रा मुझे नहीं पता। तीन अक्षरों का कोड लिखें, जैसे INR, EUR या USD।
