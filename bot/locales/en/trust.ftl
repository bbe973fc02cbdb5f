# Whom a Peer wants to meet: the rating he asks for, and whom he has blocked.

profile-demand = ⭐ Minimum rating
profile-blocked = 🚫 Blocked people

demand-ask =
    ⭐ <b>Which rating do you ask of others?</b>

    You meet Carriers and senders rated at least this, and nobody is told. Whoever is new counts as { NUMBER($newcomer, minimumFractionDigits: 1) } until rated.
demand-choice =
    { $is_now ->
        [1] ✅
       *[0] ⭐
    } { $demand ->
        [0] No minimum
       *[other] { NUMBER($demand, minimumFractionDigits: 1) } or better
    }
note-demand-set = ⭐ Noted. It holds from now on; the offers that are open stay.

blocked-none =
    🚫 <b>Blocked people</b>

    You have blocked nobody. The card of an offer has “🚫 Never show this person”, for whoever you would rather not meet again.
blocked-some =
    🚫 <b>Blocked people</b>

    You see nothing of them and they see nothing of you. Nobody has a name here, so each is listed by the day and the parcel that brought you together.
blocked-short =
    🚫 { $day }{ $met ->
        [nowhere] { "" }
       *[other] { " " }· { $from } → { $to }
    }
blocked-one =
    🚫 <b>Blocked on { $day }</b>

    { $met ->
        [carrier] 🧳 A Carrier for your parcel { $from } → { $to }, last at { $price }.
        [requester] 📦 The sender of a parcel { $from } → { $to }, last at { $price }.
       *[nowhere] What brought you together is not kept any more.
    }
blocked-gone = ✅ This person is not blocked any more.
blocked-unblock = ✅ Unblock
note-unblocked = ✅ Unblocked. You two may find each other again.
