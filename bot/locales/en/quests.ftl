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
       *[requester] { $has_fee ->
            [1] 💶 <b>{ $total }</b>: { $price } for the Carrier, { $fee } fee
           *[0] 💶 <b>{ $price }</b> for the Carrier
        }
    }
quest-state-accepted =
    { $side ->
        [carrier] 🤝 Agreed. The sender has until { $pay_by } to pay; I tell you as soon as the money is there. Take nothing along before.
       *[requester] { $has_link ->
            [1] 🤝 Agreed. Please pay by { $pay_by }. The money is held until the hand-over, and nobody has it before.
           *[0] 🤝 Agreed. The link to pay comes here in a moment.
        }
    }
quest-state-funded =
    { $side ->
        [carrier] 🔒 Paid. { $price } is held for you until the hand-over.
       *[requester] 🔒 Paid. { $total } is held until the hand-over.
    }
quest-state-lapsed =
    { $side ->
        [carrier] ⚪️ It was not paid in time. Your room is free again: /matches
       *[requester] { $is_paid ->
            [1] ⚪️ Your money came when the time was over, so all of it, { $back }, goes back to you. Banks take five to ten days.
           *[0] ⚪️ The time to pay is over, and nothing was charged. Your parcel is on offer again.
        }
    }
quest-state-cancelled =
    { $side ->
        [carrier] { $has_kept ->
            [1] ⚪️ Cancelled. { $kept } is yours, because it was late. Your room is free again: /matches
           *[0] ⚪️ Cancelled. Your room is free again: /matches
        }
       *[requester] { $is_paid ->
            [1] { $has_back ->
                [1] ⚪️ Cancelled. { $back } goes back to you; banks take five to ten days. Your parcel is on offer again.
               *[0] ⚪️ Cancelled. Your parcel is on offer again.
            }
           *[0] ⚪️ Cancelled, and nothing was charged. Your parcel is on offer again.
        }
    }
quest-pay = 💳 Pay { $total }
quest-cancel = 🛑 Cancel
quest-cancel-sure = 🛑 Yes, cancel it
quest-keep = ‹ No, keep it
toast-quest-cancel-ask =
    { $is_paid ->
        [true] { $side ->
            [carrier] 🛑 The sender gets { $back } back. It counts on your record, which others see. Cancel it?
           *[requester] 🛑 Of { $total } you get { $back } back, and the Carrier { $kept }. It counts on your record, which others see. Cancel it?
        }
       *[false] 🛑 To cancel counts on your record, which others see. Nothing was paid. Cancel it?
    }
toast-quest-cancelled = 🛑 Cancelled. The other side is told.

tab-quests-some =
    🚚 <b>CargoQuests</b>

    Deliveries under way, the next pick-up first. Press one to see its card.
quest-short =
    { $side ->
        [carrier] 🎒
       *[requester] 📦
    } { $day } · { $from } → { $to }
