// Scenarios that know of no screen: they end the process, or print past the run.

import Glibc
import Threadlanes

/// A line by the C library's own means.
func say(_ text: String) { puts(text) }

let exits = Scenario("exits", title: "Exits", summary: "Ends the process from a thread.") {
    let thread = Thread(name: "leaver") {
        try Threading.sleep(for: .seconds(1))
        exit(3)
    }
    try thread.start()
    try thread.join()
}

let quickExits = Scenario("quick-exits", title: "Exits quickly", summary: "Ends the process in a hurry.") {
    let thread = Thread(name: "leaver") {
        try Threading.sleep(for: .seconds(1))
        quick_exit(4)
    }
    try thread.start()
    try thread.join()
}

let prints = Scenario("prints", title: "Prints", summary: "Prints past the run.") {
    try Threading.sleep(for: .milliseconds(100))
    Swift.print("one by Swift")
    say("two by \u{1B}[2J C")
    perror("three on error")
    try Threading.sleep(for: .seconds(600))
}

let floods = Scenario("floods", title: "Floods", summary: "Prints more than anybody keeps.") {
    for line in 0..<200_000 { say("line \(line) of the flood") }
    try Threading.sleep(for: .seconds(600))
}

let endless = Scenario("endless", title: "Endless", summary: "Never says the same twice, and never ends.") {
    let queue = Queue<Int>("queue", capacity: 2)
    let shown = Shared("shown", "")
    let producer = Thread(name: "producer") {
        for number in 0... { try queue.put(number) }
    }
    try producer.start()
    while true {
        let number = try queue.get()
        try shown.write("number \(number) is shown")
        logger.info("got number \(number)")
    }
}

Threadlanes.main([exits, quickExits, prints, floods, endless])
