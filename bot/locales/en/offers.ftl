# Offers: their cards, the buttons below them, and bargaining.

notice-offer =
    { $side ->
        [carrier] 📦 <b>A parcel for your trip</b>
       *[requester] 🧳 <b>A Carrier for your parcel</b>
    }
offer-invited = ✉️ The sender has picked your trip.
offer-route = <b>{ $from } → { $to }</b>
offer-trip = 🧭 on the trip { $trip_from } → { $trip_to }
offer-departs =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs } → { $arrives }
offer-meets = 📍 pick-up about { $picked_up }, hand-over about { $handed_over }
offer-deadline = 📅 there by { $deadline }
offer-items = 🧾 { $items } · worth { $value }
offer-size = ⚖️ { $weight } · { $volume } · { $kind }
offer-duty =
    { $duty ->
        [requester] 🛃 the sender pays duty
       *[recipient] 🛃 the recipient pays duty
    }
offer-price-asked =
    { $side ->
        [carrier] 💶 <b>{ $price }</b> for you, as promised
       *[requester] 💶 <b>{ $price }</b>, as you promised
    }
offer-price-other =
    { $side ->
        [carrier] 💶 <b>{ $price }</b> for you · first promised: { $asked }
       *[requester] 💶 <b>{ $price }</b> · you had promised { $asked }
    }
offer-detour = ↪️ detour { $least }–{ $most }
offer-no-detour = ↪️ no detour at all
offer-record =
    { $side ->
        [carrier] 👤 The sender: { $record }
       *[requester] 👤 The Carrier: { $record }
    }
offer-record-new = new here
offer-level-great = excellent record
offer-level-good = good record
offer-level-mixed = mixed record
offer-record-stars = ⭐ { NUMBER($stars, minimumFractionDigits: 1) }
offer-record-done = { $done } done
offer-record-cancelled = { $cancelled } cancelled
offer-record-since = here since { $since }
offer-why =
    { $side ->
        [carrier] 💡 Why you got this: { $why }
       *[requester] 💡 Why it fits: { $why }
    }
offer-why-detour =
    { $side ->
        [carrier] it lies on your way
       *[requester] your route lies on the way
    }
offer-why-time = plenty of time
offer-why-reliability =
    { $side ->
        [carrier] your good record
       *[requester] a reliable Carrier
    }
offer-why-price = a good price
offer-why-capacity =
    { $side ->
        [carrier] it makes good use of your room
       *[requester] it makes good use of the room
    }

offer-mine =
    { $side ->
        [carrier] ⏳ Would you take it along? Your answer by { $expires }.
       *[requester] ⏳ Is this right for you? Your answer by { $expires }.
    }
offer-waiting = 💬 { $price } is on the table. The answer comes by { $expires }; I will tell you.
offer-state-accepted = 🤝 Agreed on { $price }. What comes next is on the card of the CargoQuest.
offer-state-declined =
    { $awaits ->
        [me] 🙅 You passed on this one. Others may fit better: /matches
       *[other] 🙅 Not this time{ $reason ->
            [price] : the price
            [detour] : the detour
            [kind] : the kind of thing
            [time] : the time
           *[other] { "" }
        }. I keep looking for you.
    }
offer-state-withdrawn =
    { $awaits ->
        [me] ↩️ The other side has taken this back. Others may come: /matches
       *[other] ↩️ You have taken this back.
    }
offer-state-expired =
    { $awaits ->
        [me] ⌛ The time to answer is over. Others may come: /matches
       *[other] ⌛ No answer came in time. I keep looking for you.
    }
offer-state-lapsed = 🍂 This is no longer on offer: it was taken or changed. I keep looking for you.

offer-take =
    { $side ->
        [carrier] ✅ Take { $price }
       *[requester] ✅ Agree to { $price }
    }
offer-other-price = 💬 Other price
offer-decline = 🙅 Not for me
offer-never = 🚫 Never show this person
offer-take-back = ↩️ Take back
offer-look = 🔎 Look closer
offer-preset = { $price }
offer-type-price = ✏️ Type a price
offer-reason-price = 💶 The price
offer-reason-detour = ↪️ The detour
offer-reason-kind = 🗂 The kind of thing
offer-reason-time = 🕒 The time
offer-reason-other = 🤷 Something else
offer-decline-sure = 🙅 Yes, not for me
offer-never-sure = 🚫 Yes, never again

toast-offer-taken = 🤝 Agreed on { $price }!
toast-offer-proposed = 💬 You propose { $price }.
toast-offer-declined = 🙅 Fine. I keep looking for you.
toast-offer-why-not = 🙅 What is it? That helps me choose better.
toast-offer-taken-back = ↩️ Taken back.
toast-offer-never-ask = 🚫 You two will see nothing more of each other here. Nobody is told. Shall it be so?
toast-offer-never-done = 🚫 Done. You can undo it: /profile, “Blocked people”.

price-ask =
    ✏️ <b>Which price do you propose?</b>

    On the table for { $from } → { $to }: { $price }. Type yours, such as “12” or “12.50”.
price-cancel = ‹ No, leave it
note-price-proposed = 💬 You propose { $price }. I will tell you as soon as there is an answer.

tab-matches-some =
    🤝 <b>Matches</b>

    { $mine ->
        [0] Nothing waits for you; the other side is to answer. Press one to see its card.
        [one] One offer waits for your answer: 👉. Press it to see its card.
       *[other] { $mine } offers wait for your answer: 👉. Press one to see its card.
    }
offer-short =
    { $awaits ->
        [me] 👉
       *[other] ⏳
    } { $price } · { $from } → { $to }

notice-offer-reminder =
    { $minutes ->
        [one] ⏰ An offer of { $price } waits for your answer, for one more minute.
       *[other] ⏰ An offer of { $price } waits for your answer, for { $minutes } more minutes.
    }
notice-offer-digest =
    { $count ->
        [one] 🤝 One more offer waits for you. Look through it whenever you like.
       *[other] 🤝 { $count } offers wait for you. Look through them whenever you like.
    }
notice-show-offer = 🤝 Show the offer
notice-show-matches = 🤝 Show them
