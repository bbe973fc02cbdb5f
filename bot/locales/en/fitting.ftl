# What fits: trips for a parcel, and parcels for a trip, found by oneself.

fit-trips-open = 🧭 Trips that fit
fit-parcels-open = 📦 Parcels that fit
fit-trips = 🧭 <b>Trips that fit</b> · { $from } → { $to } · { $price }
fit-parcels = 📦 <b>Parcels that fit</b> · { $from } → { $to }
fit-trips-some =
    { "" }
    { $count ->
        [one] One trip fits. Press its number to see more and to invite.
       *[other] { $count } trips fit, the best first. Press a number to see more and to invite.
    }
fit-parcels-some =
    { "" }
    { $count ->
        [one] One parcel fits. Press its number to see more and to offer.
       *[other] { $count } parcels fit, the best first. Press a number to see more and to offer.
    }
fit-trips-none =
    { "" }
    🔭 No trip fits just now. I keep looking, and ask the first Carrier who does. A later deadline finds more.
fit-parcels-none =
    { "" }
    🔭 No parcel fits just now. I keep looking, and message you about the first. A bigger detour or more kinds of things find more.
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
fit-parcel-route = 🧭 { $from } → { $to } · by { $deadline }
fit-off-ends = 📍 { $least }–{ $most } from the ends
fit-price-fair = 💶 fair price
fit-price-modest = 💶 price a little low
fit-price-low = 💶 low price
fit-price-open = 💶 price by agreement
fit-record = 👤 { $level }
fit-why = 💡 { $why }
fit-mark =
    { $state ->
        [mine] 👉 waits for your answer
        [refused] 🙅 has said no
       *[theirs] { $side ->
            [carrier] ⏳ you have offered to carry it
           *[requester] { $is_invited ->
                [1] ✉️ you have invited
               *[0] ⏳ asked already
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
    🧭 <b>A trip that fits</b>
    { "" }
fit-parcel =
    📦 <b>A parcel that fits</b>
    { "" }
fit-how =
    { "" }
    { $how }
fit-state-nothing =
    { "" }
    { $side ->
        [carrier] Offer to carry it: the sender sees your trip and your record, and answers.
       *[requester] Invite: the Carrier sees your parcel and that you have picked this trip.
    }
fit-state-theirs =
    { "" }
    { $is_invited ->
        [1] ✉️ Invited.
       *[0] ⏳ Asked already.
    } { $live } is on the table; the answer comes by { $expires }.
fit-state-mine =
    { "" }
    👉 { $live } is on the table and waits for your answer, until { $expires }.
fit-state-refused =
    { "" }
    🙅 The answer was no, to this or to something like it. Another one may fit better.
fit-gone = 🍂 These two do not fit any more: taken, changed or full. Go back and look at the others.
fit-parcel-closed = 🏁 This parcel is not open any more, so no trip is looked for.
fit-trip-closed = 🏁 This trip is not open any more, so no parcel is looked for.
fit-invite = ✉️ Invite
fit-ask = 🙋 Carry it for { $price }
fit-other-price = ✏️ Another price
fit-show-offer = 🤝 Show the offer
fit-price-ask =
    ✏️ <b>What would you carry it for?</b>

    The sender promises { $price }. Press a price, or type yours, such as “12” or “12.50”.
note-fit-invited = ✉️ <b>Invited.</b> The Carrier has the card now; I tell you as soon as there is an answer.
note-fit-asked = 🙋 <b>You offer to carry it for { $price }.</b> I tell you as soon as the sender answers.
note-fit-yours = 👉 The other side was quicker and waits for your answer. Press 🤝 to see the card.
