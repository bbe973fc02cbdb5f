# Cards of trips and parcels, and what all forms share.

card-trip-route = <b>{ $from } → { $to }</b>
card-trip-times =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs } → { $arrives }
card-trip-weekly = 🔁 every week
card-trip-weekly-until = 🔁 every week until { $until }
card-trip-skipped = ✖️ not on { $skipped }
card-trip-room = 🎒 { $weight } · { $volume }
card-trip-categories = 🗂 { $categories }
card-trip-detour = ↪️ detour up to { $detour }
card-trip-price = 💶 { $price } a kilogram
card-trip-no-price = 💶 price by agreement
card-trip-note = 📝 { $note }

category-all = everything that is allowed
category-documents = Documents
category-clothes = Clothes
category-electronics = Electronics
category-food = Food
category-gifts = Gifts
category-cosmetics = Cosmetics
category-books = Books
category-other = Other

place-choose =
    📍 <b>Which one do you mean?</b>

    Press it, or type the name again with the country.
button-done = ✅ Done
button-keep = ✅ Keep this
button-save = ✅ Save
button-no-note = Without a note
button-drop-draft = 🗑 Throw this draft away

note-no-line = 🤔 I could not read that line, so let us go step by step.
note-no-day = 📅 I could not read a day in that. Try “12 Dec” or “tomorrow”, or press one.
note-day-not-allowed = 📅 That day cannot be chosen: from today until { $last }, please.
note-no-clock = 🕒 I could not read a time in that. Try “18:45”.
note-no-room = 🎒 I could not read a weight in that. Try “7.5 kg” or “12 kg 60 l”.
note-no-number = 🔢 A number, please.
note-no-money = 💶 I could not read a sum in that. Try “3.50”.
note-draft-dropped = 🗑 The draft is gone.

card-trip = 🧳 <b>GlidePath</b>
card-trip-state-open = 🟢 Open: senders find it.
card-trip-state-cancelled = ⚪️ Taken back.
card-trip-state-expired = 🏁 Departed and closed.
card-trip-short =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs } · { $from } → { $to }
card-change = ✏️ Change
card-copy = 📄 Copy
card-cancel = 🗑 Take back
card-share = 📤 Share
card-share-inline = 💬 Show in another chat
share-trip = Going { $from } → { $to } with room to spare. Anything to send?
page-before = ‹
page-number = { $page } / { $pages }
page-next = ›

inline-nothing = You have nothing open to show. Post a trip
inline-open = Open in Peer-Cargo
inline-stranger = Start with Peer-Cargo
inline-title = { $from } → { $to }

card-parcel = 📦 <b>DropParcel</b>
card-parcel-route = <b>{ $from } → { $to }</b>
card-parcel-days = 📅 ready { $ready } · there by { $deadline }
card-parcel-size = ⚖️ { $weight } · { $volume } · { $category }
card-parcel-items =
    🧾 worth { $value }:
    { $items }
card-parcel-photos =
    { $photos ->
        [one] 🖼 one photo
       *[other] 🖼 { $photos } photos
    }
card-parcel-reward = 💶 { $reward } for the traveler
card-parcel-recipient = 👤 for { $recipient } (only you see this)
card-parcel-for-me = 👤 you receive it yourself
card-parcel-duty =
    { $duty_payer ->
        [requester] 🛃 the sender pays duty
       *[recipient] 🛃 the recipient pays duty
    }
card-parcel-note = 📝 { $note }
card-parcel-state-open = 🟢 Open: travelers find it.
card-parcel-state-promised = 🤝 Promised: somebody carries it. More at /quests
card-parcel-state-delivered = 📬 Delivered.
card-parcel-state-lost = ❔ Taken along, and never reported as delivered.
card-parcel-state-in-review = 🙋 A person looks at it first; nobody else sees it yet.
card-parcel-state-refused = 🚫 A person looked: it may not travel.
card-parcel-state-cancelled = ⚪️ Taken back.
card-parcel-state-expired = ⌛ Its deadline has passed.
card-parcel-short =
    { $state ->
        [in_review] 🙋
        [promised] 🤝
       *[open] 📦
    } { $deadline } · { $from } → { $to }
card-photos = 🖼 Show photos
share-parcel = Who travels { $from } → { $to }? { $weight } to take along, { $reward } for you.
care-batteries = 🔋 Batteries: inside the device or in the cabin bag, never loose in a plane’s hold.
care-liquids = 💧 Liquids: by plane at most 100 ml in the cabin; packed tight, upright otherwise.
care-food = 🍎 Food: sealed; many countries take meat, milk and fruit away at the border.
