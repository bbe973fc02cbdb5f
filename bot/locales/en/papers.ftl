# Papers: receipts, proofs of delivery and customs summaries. Those that begin with paper- stand on a PDF.

quest-papers = 📄 Papers
quest-receipt = 🧾 Receipt
quest-proof = 📄 Record of the delivery
card-customs = 🛃 Customs summary
toast-paper-wished = 📄 It comes in a moment.
paper-caption =
    { $kind ->
        [receipt] 🧾 Receipt
        [proof] 📄 Record of the delivery
       *[customs] 🛃 Customs summary
    } · { $from } → { $to }

    🔗 <a href="{ $url }">Open it in a browser</a>, for a week
notice-paper-failed = 😔 Your paper could not be made, and that is our fault. Please press the button again later.
refused-no-paper-yet = 📄 There is nothing to put on that paper yet.
customs-head =
    🛃 <b>Customs summary</b>
    { $from } → { $to } · { $departs }
customs-parcel =
    <b>{ $number }. { $from } → { $to }</b> ({ $reference })
    { $items }
    ⚖️ { $weight } · 💶 { $value } · { $duty ->
        [requester] 🛃 the sender pays duty
        [recipient] 🛃 the recipient pays duty
       *[none] 🛃 no border
    }
customs-more = … the rest is in the document.
customs-tail =
    <b>All together</b>
    { $totals }

    The senders declare it so. The document comes in a moment.
paper-title =
    { $title ->
        [receipt] Receipt
        [earnings] Earnings
        [proof] Proof of delivery
        [record] Record of the pick-up
       *[customs] Customs summary
    }
paper-quest = CargoQuest { $reference } · { $from } – { $to }
paper-trip = { $from } – { $to } · { $departs }
paper-parcel = { $number }. Parcel { $reference }: { $from } – { $to }
paper-value = { $value }
paper-moment = { $at } ({ $zone })
paper-label =
    { $label ->
        [agreed] Agreed on
        [paid-at] Paid on
        [picked-up] Picked up
        [handed-over] Handed over
        [looked-carrier] Opened and compared, Carrier
        [looked-requester] Opened and compared, sender
        [proved-by] Proved by
        [price] For the Carrier
        [fee] Fee of the platform
        [total] Paid in total
        [back] Given back
        [kept] Yours
        [payout] Payout
        [kind] Kind
        [weight] Weight
        [value] Declared value
        [duty] Duty
        [declared] Declared by the sender on
        [parcels] Parcels
       *[pieces] Pieces
    }
paper-column =
    { $column ->
        [thing] Thing
        [pieces] Pieces
       *[each] Value of one
    }
paper-money = Money
paper-contents = Contents
paper-photos = Photos
paper-totals = All together
paper-photo =
    { $kind ->
        [pickup] Pick-up
       *[dropoff] Hand-over
    }, { $at } (word of the day: { $word })
paper-proved-by =
    { $is_photo ->
        [1] a photo and the Carrier’s word
       *[0] the code that the recipient held
    }
paper-sent =
    { $is_sent ->
        [1] sent to the account at Stripe
       *[0] on its way, or waiting for the account
    }
paper-duty =
    { $duty ->
        [requester] the sender pays
        [recipient] the recipient pays
       *[none] no border is crossed
    }
paper-note-receipt = Paid through Stripe, and held until the hand-over. This receipt is no tax invoice. It names no person: both sides are known to the platform.
paper-note-earnings = What the platform has sent, or will send, to the account at Stripe. It names no person: both sides are known to the platform.
paper-note-proof = Both sides have opened the parcel together and said that it holds what is listed. Photos were drawn anew, so that they tell nothing but what they show. The record names no person: both sides are known to the platform.
paper-note-customs = Contents and values are the senders’ own declarations. Each sender has confirmed that nothing prohibited is inside, and the Carrier may open every parcel.
