# What operators decide about a Peer, and how he meets it.

conduct-ground =
    { $ground ->
        [rude] somebody was treated without respect
        [spam] the same was posted or sent again and again
        [no_show] a meeting was agreed on and you did not come
        [goods] something was to travel that may not
        [contact] payment or contact around Peer-Cargo was asked for
        [fraud] there is a suspicion of fraud
       *[rules] the rules were not kept
    }
notice-conduct-warned = ⚠️ A word from the people behind Peer-Cargo: { $ground }. Nothing changes for now; please keep it in mind. The rules are in /help.
notice-conduct-suspended = ⏸ You take a break until { $until }: { $ground }. Until then you can post and agree to nothing new. What is under way goes on as always, and its money is safe. I tell you when the break is over.
notice-conduct-banned = ⛔️ You can post and agree to nothing new here any more: { $ground }. What is under way goes on to its end, and its money is safe.
notice-conduct-lifted = ✅ The break is over: you can post and agree again. Good to have you back.
refused-peer-is-halted =
    { $has_end ->
        [1] ⏸ You are on a break until { $until }, so nothing new can begin. What is under way goes on as always.
       *[0] ⛔️ Nothing new can begin for you here. What is under way goes on to its end.
    }
menu-halted =
    { $has_end ->
        [1] ⏸ You are on a break until { $until }. Deliveries under way go on as always.
       *[0] ⛔️ Nothing new can begin for you here. Deliveries under way go on to their end.
    }
