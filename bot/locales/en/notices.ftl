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
