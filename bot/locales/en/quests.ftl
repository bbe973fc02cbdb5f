# CargoQuests: what was agreed on, and what comes next.

notice-quest =
    { $side ->
        [carrier] 🚚 <b>You carry a parcel</b>
       *[requester] 🚚 <b>Your parcel has a Carrier</b>
    }
quest-route = <b>{ $from } → { $to }</b>
quest-meets =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } pick-up { $picked_up }, hand-over { $handed_over }
quest-items = 🧾 { $items } · { $weight }
quest-price =
    { $side ->
        [carrier] 💶 <b>{ $price }</b> for you
       *[requester] 💶 <b>{ $price }</b> for the Carrier
    }
quest-state-accepted =
    🤝 Agreed. The next step, payment, comes here.

    Paying through the bot comes with one of the next versions; nothing is charged.
quest-state-cancelled =
    { $side ->
        [carrier] ⚪️ Cancelled. Your room is free again: /matches
       *[requester] ⚪️ Cancelled, and nothing was charged. Your parcel is on offer again.
    }
quest-cancel = 🛑 Cancel
quest-cancel-sure = 🛑 Yes, cancel it
quest-keep = ‹ No, keep it
toast-quest-cancel-ask = 🛑 To cancel counts on your record, which others see. Nothing was paid. Cancel it?
toast-quest-cancelled = 🛑 Cancelled. The other side is told.

tab-quests-some =
    🚚 <b>CargoQuests</b>

    Deliveries under way, the next pick-up first. Press one to see its card.
quest-short =
    { $side ->
        [carrier] 🎒
       *[requester] 📦
    } { $day } · { $from } → { $to }
