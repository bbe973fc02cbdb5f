# Support: the conversation with a person, and the desk where it is answered.

support-topic = 🎧 Support
support-choice = 🎧 Support
support-head = 🎧 Support
support-answer = ✍️ Answer Support
support-here =
    🎧 <b>You are with Support.</b> { $number ->
        [0] Write what happened, in your own words. Photos and files work too; which delivery it is about I find by myself.
       *[other] It goes on in your conversation #{ $number }.
    }

    { $is_open ->
        [1] Somebody is there now.
       *[0] Somebody is there again { $opens_at }. Write all the same: it waits for them.
    } /leave ends it.
support-leave = 🚪 Leave Support
support-left = 🚪 You have left Support. What they answer still reaches you.
support-kept =
    ✅ <b>Kept as #{ $number }.</b>{ $has_quest ->
        [1] { " " }I have put your delivery with it.
       *[0] { "" }
    } A person answers here by { $answer_by }, mostly sooner. Write more whenever you like.
support-stars = { $stars } ⭐
support-rated = ⭐ You gave { $stars } of 5. Thank you. If it comes back, just write to Support again: /help
notice-ticket-solved =
    { $is_silent ->
        [1] ☀️ <b>Is it solved?</b> We have not heard from you about #{ $number }
       *[0] ☀️ <b>Solved, we think:</b> #{ $number }
    }{ $has_subject ->
        [1] { " " }· { $subject }
       *[0] { "" }
    }.

    If it is not, answer here within { $days } days and it goes on. How was it?
notice-ticket-file-refused =
    { $flaw ->
        [large] ✗ Your file did not reach Support: it is over 20 MB.
        [kind] ✗ Your file did not reach Support: pictures, PDFs and MP3s work.
        [locked] ✗ Your file did not reach Support: the PDF needs a password. Send it without one.
        [broken] ✗ Your file did not reach Support: I cannot read this PDF.
       *[gone] ✗ Your file did not reach Support. Please send it again.
    }
toast-support-left = 🚪 You have left Support. What they answer still reaches you.
toast-support-rated = ⭐ Thank you!
desk-topic =
    #{ $number } { $category ->
        [delivery] 🚚
        [money] 💶
        [posts] 📦
        [safety] 🛡
        [account] 👤
       *[other] 💬
    }{ $has_subject ->
        [1] { " " }{ $subject }
       *[0] { "" }
    }
desk-head =
    { $author ->
        [peer] 👤 Peer
        [note] 📝 { $name }, for us
        [operator] 🎧 { $name }
       *[system] ⚙️ Peer-Cargo
    }
desk-head-number = #{ $number } · { $head }
desk-card =
    🎫 <b>#{ $number }</b> · { $category ->
        [delivery] 🚚 delivery
        [money] 💶 money
        [posts] 📦 posts
        [safety] 🛡 safety
        [account] 👤 account
       *[other] 💬 other
    } · { $priority ->
        [urgent] 🔴 urgent
        [high] 🟠 pressing
        [low] ⚪️ can wait
       *[normal] 🟢 normal
    } · { $language }
    { $subject }
desk-card-state =
    { $state ->
        [open] 🆕 New
        [waiting_for_us] 👉 Waits for us
        [waiting_for_peer] ⏳ Waits for the Peer
        [solved] ☀️ Solved
       *[closed] ⚪️ Closed
    }{ $has_answer_by ->
        [1] { " " }· answer by { $answer_by }
       *[0] { "" }
    } · { $has_agent ->
        [1] { $agent }
       *[0] nobody’s yet
    }{ $stars ->
        [0] { "" }
       *[other] { " " }· { $stars } ⭐
    }
desk-card-quest = 🚚 { $quest_state }: <code>peercargo quest show { $quest }</code>
desk-card-tags = 🏷 { $tags }
desk-card-how = <i>What you write here goes to the Peer. /note for us only · /unsend as an answer · /assign · /solve · /close · /tag · /merge</i>
desk-mine = 🙋 Mine
desk-solve = ☀️ Solved
desk-close = ⚪️ Close
desk-more-pressing = 🔺 More pressing
desk-less-pressing = 🔻 Less pressing
desk-news =
    { $what ->
        [late] ⏰ <b>The time to answer is over.</b>
        [reopened] 🔁 The Peer has written again.
        [rated] ⭐ The Peer gives { $stars } of 5.
        [merged] 🔗 It goes on in #{ $into }.
        [waits] ⏳ The Peer has blocked the bot. Your answer waits until they are back, and goes as a letter if they have named an address.
        [lost] ✗ Your answer did not arrive. Please send it again.
        [file] ✗ A file was not passed on ({ $flaw }): pictures, PDFs and MP3s up to 20 MB work.
        [refused] ✋ { $why }
       *[unknown] 🤔 I do not know that command. /note · /unsend · /assign · /unassign · /solve · /close · /priority low|normal|high|urgent · /tag a, b · /merge 12
    }
desk-news-number = <b>#{ $number }</b>
toast-desk-done = ✅ Done
