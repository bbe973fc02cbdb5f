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
quest-step =
    { $is_done ->
        [1] { $event ->
            [dispute] 🚩
            [resolve] ⚖️
            [cancel] ⚪️
            [give-up] ⚪️
            [lapse] ⚪️
           *[other] ✅
        }
       *[0] ▫️
    } { $event ->
        [accept] Agreed
        [fund] Paid
        [pick-up] Picked up
        [deliver] Handed over
        [settle] Paid out
        [dispute] Reported
        [resolve] Resolved
        [cancel] Cancelled
        [give-up] Given back
       *[lapse] Not paid in time
    }{ $is_done ->
        [1] { " " }· { $at }
       *[0] { "" }
    }
quest-state-accepted =
    { $side ->
        [carrier] 🤝 Agreed. The sender has until { $pay_by } to pay; I tell you as soon as the money is there. Take nothing along before.
       *[requester] { $has_link ->
            [1] 🤝 Agreed. Please pay by { $pay_by }. The money is held until the hand-over, and nobody has it before.
           *[0] 🤝 Agreed. The link to pay comes here in a moment.
        }
    }
quest-state-closing =
    { $side ->
        [carrier] ⏳ The time to pay is over. I am asking Stripe whether it was paid, and tell you as soon as I know. Take nothing along before.
       *[requester] ⏳ The time to pay is over. I am asking Stripe whether you have paid, and tell you as soon as I know.
    }
quest-state-funded =
    { $looks ->
        [mine] 📋 You have looked inside. As soon as the other side presses the button too, the parcel is on its way.
        [other] 📋 The other side has looked inside. Press the button too, if you have opened it together and it holds what the list says.
       *[none] { $side ->
            [carrier] 🔒 Paid. { $price } is held for you until the hand-over. When you meet, open the parcel together, compare it with the list, and both press the button.
           *[requester] 🔒 Paid. { $total } is held until the hand-over. When you meet, open the parcel together, compare it with the list, and both press the button.
        }
    }
quest-state-picked-up =
    { $is_locked ->
        [1] 🔐 Too many wrong codes were given. An operator has been told, and sees to a new one.
       *[0] { $side ->
            [carrier] 🛄 You have the parcel. Whoever receives it holds a code: ask for it when you hand the parcel over, and { $price } is yours.
           *[requester] 🛄 The Carrier has the parcel. Give the code to whoever receives it; he tells it to the Carrier once the parcel is in his hands, and never before.
        }
    }
quest-state-delivered =
    { $side ->
        [carrier] { $is_waiting ->
            [1] 🎉 Handed over. { $price } is released to you by { $release_at }, unless the sender reports a problem.
           *[0] { $needs_account ->
                [1] 💸 { $price } is yours. Tell Stripe which bank it goes to, and it is on its way.
               *[0] 💸 { $price } is released, and on its way to you.
            }
        }
       *[requester] { $is_waiting ->
            [1] 🎉 Handed over. If all is well, you need not do anything: the money goes to the Carrier by { $release_at }.
           *[0] 💸 Handed over, and the money is on its way to the Carrier. Thank you!
        }
    }
quest-state-settled =
    { $side ->
        [carrier] ✅ Done. { $price } has been sent to your account. Thank you for carrying!
       *[requester] ✅ Done. The Carrier has his money. Thank you!
    }
quest-state-lapsed =
    { $side ->
        [carrier] ⚪️ It was not paid in time. Your room is free again: /matches
       *[requester] { $is_paid ->
            [1] ⚪️ Your money came when the time was over, so all of it, { $back }, goes back to you. Banks take five to ten days.
           *[0] ⚪️ The time to pay is over, and nothing was charged. Your parcel is on offer again.
        }
    }
quest-state-lapsed-without-link =
    { $side ->
        [carrier] ⚪️ Stripe gave no link to pay by in time, which is not the sender’s fault. Your room is free again: /matches
       *[requester] ⚪️ Stripe gave no link to pay by in time, so nothing was charged. It is not your fault, and does not count on your record. Your parcel is on offer again.
    }
quest-state-cancelled =
    { $is_given_up ->
        [1] { $side ->
            [carrier] ⚪️ Nobody has told that it was handed over, so the sender gets the money back.
           *[requester] { $is_lost ->
                [1] ⚪️ The Carrier has not handed it over in time. { $back } goes back to you, all of it; banks take five to ten days.
               *[0] ⚪️ The Carrier has not come in time. { $back } goes back to you, all of it; banks take five to ten days. Your parcel is on offer again.
            }
        }
       *[0] { $side ->
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
    }
quest-state-charged-back =
    { $side ->
        [carrier] 🏦 The sender’s bank has taken the payment back, so nothing is held for you any more. Hand nothing over without the operators, who have been told.
       *[requester] 🏦 Your bank has taken the payment back, so this quest is over. The operators have been told.
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
quest-look = 📋 Opened, all is there
quest-show-code = 🔑 Show the code
quest-enter-code = 🔑 Enter the code
quest-release = 👍 All is well, pay the Carrier
quest-release-sure = 👍 Yes, pay now
quest-wait = ‹ Not yet
quest-code =
    🔑 <code>{ $code }</code>

    The code for { $from } → { $to }. Forward this message to whoever receives the parcel. Tell the code to the Carrier, or let him scan it, only when the parcel is in your hands.
code-ask =
    🔑 <b>The code, please</b>

    { $from } → { $to }. Whoever receives the parcel has six digits for you. Type them, or scan his picture with your camera.
note-handed-over = 🎉 That is the code. The parcel is handed over, well done!
note-wrong-code = 🔑 That is not the code. Ask once more; tries left: { $left }.
toast-quest-looked = 📋 Noted.
toast-quest-release-ask = 👍 { $price } goes to the Carrier at once, and that cannot be undone. Pay now?
toast-quest-released = 💸 The Carrier is told. Thank you!
quest-payout = 🏦 Where my money goes
payouts-link =
    🏦 <b>Be paid</b>

    Stripe sends you what you earn, and asks who you are and which bank it goes to. None of that is shown to us or to other Peers. The button is yours alone, and good for a day.
payouts-open = 🏦 Open Stripe’s form
quest-rate =
    { $my_stars ->
        [0] ⭐ Rate
       *[other] ⭐ You gave { $my_stars }
    }
rating-ask =
    ⭐ <b>How was it?</b>

    { $from } → { $to }. { $side ->
        [carrier] How was the sender?
       *[requester] How was the Carrier?
    } Press the stars and what was so, and write a few words if you like. Neither of you reads the other’s before both have rated.
rating-text = ✍️ <i>{ $text }</i>
rating-tag =
    { $tag ->
        [on-time] on time
        [friendly] friendly
        [careful] careful
        [well-packed] well packed
        [as-described] as described
        [late] late
        [hard-to-reach] hard to reach
       *[rude] rude
    }
rating-tick =
    { $on ->
        [1] ☑
       *[0] ☐
    } { $tag ->
        [on-time] On time
        [friendly] Friendly
        [careful] Careful
        [well-packed] Well packed
        [as-described] As described
        [late] Late
        [hard-to-reach] Hard to reach
       *[rude] Rude
    }
rating-send = ✅ Send
note-rated = ⭐ Thank you. You both read it when the other has rated, too, or the time for it is over.
note-rated-both = ⭐ Thank you. Both have rated, and what was said comes now.

tab-quests-some =
    🚚 <b>CargoQuests</b>

    Deliveries under way, the next pick-up first. Press one to see its card.
quest-short =
    { $side ->
        [carrier] 🎒
       *[requester] 📦
    } { $day } · { $from } → { $to }
