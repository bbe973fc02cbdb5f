# What the outbox tells on its own: no answer to a press.

notice-our-fault = 😔 Something you sent could not be handled, and that is our fault. The operators know. Please try again, or go to /menu.
notice-operators-quarantine =
    🚨 <b>An update was put aside</b>

    After { $attempts } attempts: { $error }
    Request { $request }
notice-operators-undeliverable =
    🚨 <b>A message could not be sent</b>

    { $method }: { $error }
    Request { $request }
notice-operators-parcel-review =
    🙋 <b>A parcel waits for a person</b>

    { $from } → { $to }
    peercargo review list
notice-trip-departed = 🏁 Your trip { $from } → { $to } has reached its departure and is closed. Have a good journey!
notice-parcel-expired = ⌛ Your parcel { $from } → { $to } has passed its deadline and is closed. You can post it again with new dates.
notice-announcement =
    📣 <b>{ $title }</b>

    { $text }
notice-parcel-may-travel = ✅ A person has looked at your parcel { $from } → { $to }: it may travel, and is open now. { $why }
notice-parcel-refused = 🚫 A person has looked at your parcel { $from } → { $to }: it may not travel. { $why }
notice-trip-alert =
    🔔 <b>Somebody travels { $from } → { $to }</b>

    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs }

sent-again = ↩️ Sent again, because nobody knows whether it had arrived. If you read it twice, it is one message: #{ $reference }
notice-show-trip = 🧳 Show this trip
notice-show-parcel = 📦 Show this parcel
notice-operators-stripe-refuses = 💳 Stripe refuses <code>{ $key }</code>: { $error }. What is owed is tried again later; look it up in Stripe's dashboard.
notice-operators-stripe-unknown = 💳 What became of <code>{ $key }</code> at Stripe is not known, and it is too late to ask again: { $error }. Please look it up in Stripe's dashboard.
notice-operators-code-locked = 🔐 Too many wrong codes for a hand-over. When you know what happened: <code>peercargo quest unlock { $id }</code> makes a new code for the sender.
notice-operators-line =
    🚩 <b>{ $mine } reports { $alias }</b>

    { $reason ->
        [rude] Rude or threatening
        [scam] A scam, or paying elsewhere
        [unsafe] Something forbidden
       *[other] Something else
    }, says the { $by ->
        [carrier] Carrier
       *[requester] Requester
    }. Read what was said: <code>peercargo line show { $id }</code>
notice-chargeback-open =
    { $side ->
        [carrier] 🧊 The bank of whoever paid for { $from } → { $to } is asking about the payment of { $total }. Until that is settled the money stays where it is. Take nothing along before; if you have the parcel, keep what proves the hand-over.
       *[requester] 🧊 Your bank is asking about your payment of { $total } for { $from } → { $to }. Until that is settled the money stays where it is. If it was a mistake, tell your bank.
    }
notice-chargeback-won = ☀️ The bank’s question about { $total } for { $from } → { $to } is settled, and everything goes on as before.
notice-chargeback-lost =
    { $side ->
        [carrier] 🏦 The bank of whoever paid for { $from } → { $to } has taken money back for good.{ $has_owes ->
            [1] { " " }{ $owes } of what you were sent is taken back from your account at Stripe; until then nothing more is sent to you.
           *[0] { "" }
        } The operators have been told.
       *[requester] 🏦 Your bank has given you money back for { $from } → { $to }, for good. The operators have been told.
    }
notice-operators-chargeback =
    🏦 <b>A bank asks for { $amount } back: { $status }</b>

    <code>{ $id }</code>, { $reason }.{ $has_due ->
        [1] { " " }Answer in Stripe’s dashboard by { $due_by }.
       *[0] { "" }
    }{ $has_ours ->
        [1] { " " }{ $ours } of it is borne by the platform.
       *[0] { "" }
    }
notice-operators-chargeback-due = ⏰ The time to answer the bank about <code>{ $id }</code> ends { $due_by }. What proves the hand-over goes into Stripe’s dashboard.
notice-operators-stray =
    🧭 <b>{ $kind ->
        [charge] { $amount } came that was not asked for
        [refund] { $amount } was refunded, and not by us
        [transfer] { $amount } was transferred, and not by us
       *[other] { $amount } came back from an account, and not by us
    }</b>

    <code>{ $id }</code>, payment <code>{ $payment }</code>.{ $is_returned ->
        [1] { " " }It was paid twice, and goes back by itself.
       *[0] { " " }Please look it up in Stripe’s dashboard.
    }{ $is_frozen ->
        [1] { " " }Nothing more of this payment moves until <code>peercargo money thaw { $payment }</code>.
       *[0] { "" }
    }
notice-operators-books =
    { $found ->
        [0] 📒 <b>The books agree with Stripe’s</b>: { $rows } rows.
       *[other] 📒 <b>The books and Stripe’s differ</b>: { $rows } rows, { $found } findings. <code>peercargo money check</code> shows them.
    }{ $suspended ->
        [0] { "" }
       *[other] { " " }{ $suspended } moved at Stripe, not in our books (in suspense now).
    }{ $missing ->
        [0] { "" }
       *[other] { " " }{ $missing } moved in our books, not at Stripe.
    }{ $uneven ->
        [0] { "" }
       *[other] { " " }{ $uneven } sums that do not add up.
    }{ $hold ->
        [0] { "" }
       *[other] { " " }{ $hold } holds that are not what was paid.
    }{ $drift ->
        [0] { "" }
       *[other] { " " }{ $drift } accounts that have drifted.
    }{ $short ->
        [0] { "" }
       *[other] { " " }{ $short } currencies with less at Stripe than is held.
    }{ $old ->
        [0] { "" }
       *[other] { " " }{ $old } payments held for over 60 days.
    }{ $too_old ->
        [0] { "" }
       *[other] { " " }{ $too_old } payments held for over 80 days: decide today.
    }{ $owed ->
        [0] { "" }
       *[other] { " " }{ $owed } Carriers who have owed for over a week.
    }{ $odd ->
        [0] { "" }
       *[other] { " " }{ $odd } sums without a coin.
    }
notice-operators-refund-failed = 💳 A bank has sent back { $amount } that were refunded: <code>{ $id }</code>, payment <code>{ $payment }</code>. They are owed once more; please find another way with whoever paid.
notice-payouts-ready = 🏦 All is set: what you earn goes to your bank from now on.
notice-payouts-not-yet = 🏦 Stripe still asks for something, or is checking it. I tell you as soon as it is done; the form is in your /profile.
notice-payouts-link-old = ⌛ That button was good for a day. There is a new one in your /profile.
notice-payouts-away = 🔌 Stripe did not answer just now. Please press the button again in a minute.
notice-identity-verified = ✅ You are verified: from now on you may have more posts open, and send what is worth more.
notice-identity-again =
    🪪 { $reason ->
        [unreadable] The document could not be read well.
        [expired] The document has expired; another one may do.
        [face] The face and the document did not match up.
        [left] The form was left before its end.
        [not_taken] That kind of document is not taken there; another one may do.
       *[other] Stripe could not be sure.
    } That happens; try again from your /profile whenever you like.
notice-identity-not-yet = 🪪 Nothing was shown to Stripe yet. The form waits for you in your /profile.
notice-identity-checking = 🪪 Stripe is looking at it. I tell you as soon as it is done.
notice-identity-link-old = ⌛ That button was good for a day. There is a new one in your /profile.
notice-identity-away = 🔌 Stripe did not answer just now. Please press the button again in a minute.
notice-rating-shown =
    ⭐ <b>You were rated { $stars } of 5</b>{ $has_tags ->
        [1] : { $tags }
       *[0] .
    }{ $has_text ->
        [1] { " " }<i>“{ $text }”</i>
       *[0] { "" }
    }
