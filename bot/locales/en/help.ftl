# Help by topic.

help-ask =
    ❔ <b>Help</b>

    What is it about?
help-how-title = 🧭 How does it work?
help-how-text =
    🧭 <b>How it works</b>

    1. A traveler posts a trip: a GlidePath.
    2. A sender posts a parcel: a DropParcel.
    3. When they fit, both get a message and agree on a price.
    4. The sender pays; the money is held.
    5. The parcel is handed over against a code, the money goes to the Carrier, and both rate each other.
help-allowed-title = 📦 What may travel?
help-allowed-text =
    📦 <b>What may travel</b>

    Documents, clothes, electronics, food, gifts, cosmetics, books and the like.

    <b>Never:</b> weapons, drugs, alcohol, live animals, human remains, cash and bearer papers, hazardous goods, counterfeit or stolen goods, prescription medicine.
    <b>With care:</b> lithium batteries, liquids and food. Never loose batteries by air.

    The Carrier may open every parcel, and should.
help-money-title = 💶 How is money handled?
help-money-text =
    💶 <b>Money</b>

    You pay when an offer is accepted, never for posting. The money is held until the hand-over is proved, then it goes to the Carrier. Nobody from Peer-Cargo asks for money in a chat.
help-safety-title = 🛡 How do I stay safe?
help-safety-text =
    🛡 <b>Staying safe</b>

    • Talk, pay and hand over through Peer-Cargo only.
    • Look into the parcel together before it leaves.
    • Meet in a public place.
    • Give the hand-over code only when the parcel is in your hands.
help-commands-title = ⌨️ Which commands are there?
help-commands-text =
    ⌨️ <b>Commands</b>

    /menu – the main menu
    /trip – post a trip, also in one line: /trip Delhi Mumbai 12 Dec 18:00 10kg flight
    /send – post a parcel, also begun in one line: /send Delhi Mumbai 2kg books by 12 Dec 15 EUR
    /find – find trips
    /alerts – be told when somebody goes
    /matches – offers that wait
    /quests – deliveries under way
    /profile – home, money, language
    /language – change the language
    /privacy – what is kept, your file, forget me
    /help – this help
    /cancel – stop what you are doing
