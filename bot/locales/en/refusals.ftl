# Every refusal of a rule has words here; a test walks all of them.

refused-wrong-moment = That cannot be done now. Here is /menu.
refused-peer-is-gone = You asked to be forgotten, so there is nothing left to change. Write /start to begin anew.
refused-unknown-currency = 💱 I do not know “{ $typed }” as money. Type a code of three letters, such as EUR, INR or USD.
