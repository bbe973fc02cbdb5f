# Something is wrong: a complaint, what the other side says, a verdict, an appeal.

problem =
    { $problem ->
        [not-arrived] 📭 It has not arrived
        [damaged] 💔 It is damaged
        [wrong-contents] 🔍 Something else is inside
       *[other] ❔ Something else
    }
quest-complain = 🚩 Something is wrong
quest-say = 💬 Say how it was
quest-case = 📄 What was said
quest-withdraw = 🤝 It is solved
quest-withdraw-sure = 🤝 Yes, it is solved
quest-not-solved = ‹ Not yet
quest-agree = 👍 I agree
quest-appeal = ⚖️ Appeal
quest-state-disputed =
    { $complaint ->
        [decided] ⚖️ A person has decided: { $to_carrier } for the Carrier, { $to_requester } back to the sender.{ $has_why ->
            [1] { " " }<i>“{ $why }”</i>
           *[0] { "" }
        } { $was_appealed ->
            [1] That is final.
           *[0] { $agrees ->
                [1] You agree. It is done as soon as the other side agrees too, or on { $final_at }.
               *[0] It is done when both agree, or on { $final_at }. Until then either of you may appeal, once.
            }
        }
        [appealed] ⚖️ There is an appeal. Another look is taken by { $decide_by }, and that decision is final. The money stays where it is until then.
       *[open] { $is_mine ->
            [1] 🚩 You reported: { $problem }. { $has_answered ->
                [1] The other side has answered{ $has_said ->
                    [1] : <i>“{ $said }”</i>
                   *[0] .
                } A person decides by { $decide_by }.
               *[0] The other side is asked until { $answer_by }, then a person decides by { $decide_by }.
            } The money stays where it is until then.
           *[0] 🚩 The other side reports: { $problem }.{ $has_said ->
                [1] { " " }<i>“{ $said }”</i>
               *[0] { "" }
            } { $has_answered ->
                [1] You have answered. A person decides by { $decide_by }.
               *[0] Please say how you see it by { $answer_by }, with photos if you have any; then a person decides.
            } The money stays where it is until then.
        }
    }
quest-state-resolved =
    ⚖️ Resolved. { $side ->
        [carrier] { $has_kept ->
            [1] { $needs_account ->
                [1] { $kept } is yours. Tell Stripe which bank it goes to, and it is on its way.
               *[0] { $kept } is yours.
            }
           *[0] The money goes back to the sender.
        }
       *[requester] { $has_back ->
            [1] { $back } goes back to you; banks take five to ten days.
           *[0] The Carrier has earned the money.
        }
    }{ $has_why ->
        [1] { " " }<i>“{ $why }”</i>
       *[0] { "" }
    }
problem-ask =
    🚩 <b>What is wrong?</b>

    { $from } → { $to }. The money stays where it is while it is looked into, and the other side is asked, too.
problem-tell =
    { $telling ->
        [complaint] ✍️ <b>What happened?</b>
        [more] ✍️ <b>How was it?</b>
       *[appeal] ⚖️ <b>Why should it be looked at again?</b>
    }

    Write it in one message, and send photos taken by you. The other side and a person of the platform read it. Then press “Send”.
problem-text = 💬 <i>{ $text }</i>
problem-photos =
    { $photos ->
        [one] 🖼 One photo
       *[other] 🖼 { $photos } photos
    }
problem-send = ✅ Send
note-complaint-sent = 🚩 Reported. The other side is asked, and its card says how it goes on.
note-more-sent = 💬 Noted. The other side and the person who decides can read it.
note-appeal-sent = ⚖️ The appeal is made. What is decided now is final.
note-forwarded-photo = 📷 A forwarded photo proves nothing. Please send one that you took yourself.
case-word =
    <b>{ $side ->
        [carrier] 🎒 Carrier
       *[requester] 📦 Sender
    }</b>, { $at }{ $has_text ->
        [1] : { $text }
       *[0] : 🖼
    }
toast-quest-withdraw-ask =
    { $is_paid_out ->
        [1] 🤝 The complaint is closed, and { $price } goes to the Carrier at once. Is it solved?
       *[0] 🤝 The complaint is closed, and the delivery goes on where it stood. Is it solved?
    }
toast-quest-withdrawn = 🤝 Closed. The other side is told.
toast-quest-agreed = 👍 Noted.

notice-operators-complaint =
    { $is_appeal ->
        [1] ⚖️ <b>An appeal</b>: { $problem }
       *[0] { $is_more ->
            [1] 💬 <b>More was said about a complaint</b>: { $problem }
           *[0] 🚩 <b>A complaint</b>: { $problem }
        }
    }
    peercargo dispute show { $id }
notice-operators-complaint-late =
    ⏰ <b>A complaint waits too long for a decision</b>
    peercargo dispute show { $id }
notice-operators-evidence = 🖼 Evidence: peercargo dispute show { $id }

refused-nothing-to-complain-of = 🚩 There is nothing of that kind to report now. Before the planned meeting nobody is late.
refused-complained-too-often = 🚩 You have reported { $most } problems with this delivery, and that is the most. /help leads to a person.
refused-complaint-is-elsewhere = 🚩 This has moved on in the meantime. The card says how it stands: /quests
refused-only-who-complained = 🤝 Only who reported the problem can say that it is solved.
refused-word-missing = ✍️ Write what happened, or send a photo.
refused-word-too-long = ✂️ At most { $most } characters, please; these are { $length }.
refused-too-many-words = ✋ You have said something { $most } times, and that is the most. A person reads all of it.
refused-too-many-evidence-photos = 🖼 At most { $most } photos at once, please.
refused-not-both-heard = ⏳ The other side may answer until { $answer_by }; only then it can be decided.
refused-appealed-before = ⚖️ There was an appeal before, so what was decided is final.
refused-percent-out-of-range = ⚖️ Between 0 and 100 percent, please.
refused-complaint-missing = 🚩 Nobody complains about this delivery any more. Its card says how it stands: /quests
refused-claim-is-late = ⌛ The days to report a problem with this delivery are over. /help leads to a person.
