# Becoming a Peer: language, rules, home, money.

language-name = English
language-welcome =
    👋 <b>Welcome to Peer-Cargo</b>

    People who travel carry parcels for people who send. Four short questions and you are in.

    🌐 Which language shall we speak?
language-ask = 🌐 Which language shall we speak?

rules-text =
    🤝 <b>The rules, in short</b>

    • You are { $age } or older.
    • You carry only what you have seen: a Carrier may open every parcel.
    • Never: weapons, drugs, alcohol, live animals, human remains, cash, hazardous goods, counterfeit or stolen goods, prescription medicine.
    • With care: lithium batteries, liquids and food. Never loose batteries by air.
    • Money is held until the hand-over is proved. Paying or being paid around it leaves you unprotected.
    • Be honest, be on time, be kind.

    Do you keep these rules, and are you { $age } or older?
rules-agree = ✅ Yes, I keep them and I am of age

home-ask =
    🏠 <b>Where is home?</b>

    Your times are shown in its time zone. Press the city below, type another one in any script, or send your location with 📎.
note-home = 🏠 { $place }. Times are shown in its zone.

currency-ask =
    💱 <b>In which money shall prices be shown?</b>

    Press one, or type its code, such as CHF or JPY.
currency-name = { $it }
