# The main menu, its tabs, and the buttons that many screens share.

menu-main =
    🧭 <b>Peer-Cargo</b>

    What would you like to do, { $name }?

    <b>DropParcels</b> – things you send
    <b>GlidePaths</b> – trips you make
    <b>Matches</b> – who fits whom
    <b>CargoQuests</b> – deliveries under way

    👤 /profile   ❔ /help
tab-parcels = 📦 DropParcels
tab-trips = 🧳 GlidePaths
tab-matches = 🤝 Matches
tab-quests = 🚚 CargoQuests

tab-parcels-empty =
    📦 <b>DropParcels</b>

    Nothing here yet. A DropParcel is a thing that someone traveling your way could take along.

    Post one, and travelers going that way find you.
tab-trips-empty =
    🧳 <b>GlidePaths</b>

    Nothing here yet. A GlidePath is a trip with room to spare, by plane, train, bus, car or ferry.

    Post one, and senders along your way find you.
tab-matches-empty =
    🤝 <b>Matches</b>

    Nothing waits here just now. Post a trip or a parcel, and offers come by themselves. You can also look around, or be told when somebody goes.
tab-quests-empty =
    🚚 <b>CargoQuests</b>

    Nothing here yet. An accepted offer becomes a CargoQuest: paid, carried, handed over, rated.

    See whether an offer waits for you.

button-back = ‹ Back
button-menu = ☰ Main menu

note-cancelled = 🛑 Stopped. Nothing was changed.
note-join-first = ✋ One moment: let us finish this first.
note-not-understood = 🤔 I did not understand that. Press a button below, or write /help.
note-not-text = 🤔 I cannot use that here. Press a button below, or write /help.
note-unknown-command = 🤔 I do not know that command. Here is where you can go, and /help tells more.
note-old-button = That button was from an earlier screen. Here is the present one.
note-stranger = We do not know each other yet. Write /start to begin.
note-no-such-place = 🔎 I found no such place. Check the spelling, or type a larger town nearby.
note-nothing-near = 🔎 There is no town near that spot. Type its name instead.
