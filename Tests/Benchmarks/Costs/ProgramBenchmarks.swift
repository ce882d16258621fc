import Foundation
import ThreadExplorer
import ThreadModel
import ThreadPrograms
import ThreadRuntime
import ThreadTrace

/// What it costs to watch a Python program.
func programBenchmarks() {
    claim(
        "One operation of a Python thread, there and back, beside a byte on a bare pair of sockets between two Python processes",
        [
            Figure("an operation", "µs", aim: 60), Figure("a bare round trip", "µs"),
            Figure("an operation against two bare ones", "%", aim: 300),
        ]
    ) {
        let operation = try Double(printed(by: locking))
        let bare = Double(try output(of: ["python3", "-c", roundTrips]))
        guard let operation, let bare else { throw NothingPrinted() }
        return [operation, bare, 100 * operation / (2 * bare)]
    }
    claim(
        "The notebook under a seed at full speed, the interpreter's start included, beside an interpreter that does nothing",
        [
            Figure("the notebook", "ms", aim: 1_000), Figure("nothing", "ms"),
            Figure("of it Threadlanes'", "ms"),
        ]
    ) {
        let text = try NotebookText(json: String(contentsOfFile: ".github/threading.ipynb", encoding: .utf8))
            .text
        let notebook = try Cost { _ = try events(of: text) }
        let nothing = try Cost { _ = try output(of: ["python3", "-c", "pass"]) }
        return [
            notebook.elapsed / 1e6, nothing.elapsed / 1e6, (notebook.elapsed - nothing.elapsed) / 1e6,
        ]
    }
    claim(
        "All executions of three Python threads that lock and count twice, in one interpreter, beside those in a process that is forked for each",
        [
            Figure("an execution", "µs", aim: 2_500), Figure("a forked one", "µs", aim: 5_000),
            Figure("its steps", "steps"),
        ]
    ) {
        let (own, steps) = try execution(of: counting, 90)
        let (forked, _) = try execution(of: "import os\n" + counting, 90)
        return [own, forked, Double(steps)]
    }
    claim(
        "Executions of the notebook's lock cell, drawn by lot",
        [Figure("an execution", "µs", aim: 5_000), Figure("its steps", "steps")]
    ) {
        let json = try String(contentsOfFile: ".github/threading.ipynb", encoding: .utf8)
        let cell = Program(
            python: "threading.ipynb", text: try NotebookText(json: json).text, arguments: [],
            interpreter: "python3", Program.Settings(cell: 13))
        var exploration = Exploration()
        (exploration.strategy, exploration.runs) = (.random, 101)
        let (own, steps) = try execution(of: cell.scenario, exploration, 101)
        return [own, Double(steps)]
    }
}

/// What an execution costs in microseconds, the first aside, before which a process has to be there; and how many steps the longest has.
private func execution(
    of scenario: Scenario, _ exploration: Exploration, _ total: Int
) throws -> (microseconds: Double, steps: Int) {
    let explorer = exploration.makeExplorer(scenario)
    _ = try explorer.next()
    let cost = try Cost { while try explorer.next() != nil {} }
    precondition(explorer.tally.executions == total)
    return (cost.elapsed / Double(total - 1) / 1e3, explorer.tally.longest)
}

private func execution(of text: String, _ total: Int) throws -> (microseconds: Double, steps: Int) {
    try execution(of: program(text), Exploration(), total)
}

private func program(_ text: String) -> Scenario {
    Program(python: "program.py", text: text, arguments: [], interpreter: "python3", Program.Settings())
        .scenario
}

/// The events of a run under a seed.
private func events(of text: String) throws -> EventBatch {
    let run = Run(program(text), schedule: .random(seed: 1), speed: .max)
    let news = run.subscribe()
    try run.start()
    precondition(run.wait() == .finished)
    return news.take()
}

/// What a program printed last.
private func printed(by text: String) throws -> String {
    var trace = Trace()
    trace.append(try events(of: text))
    guard trace.messageCount > 0 else { throw NothingPrinted() }
    return trace[trace.message(trace.messageCount - 1).name]
}

private struct NothingPrinted: Error {}

private func output(of command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
}

/// On a clock that is nobody's.
private let locking = """
    import threading, time
    lock = threading.Lock()
    start = time.clock_gettime(time.CLOCK_MONOTONIC)
    for _ in range(5000):
        lock.acquire()
        lock.release()
    print((time.clock_gettime(time.CLOCK_MONOTONIC) - start) / 10000 * 1e6)
    """

private let roundTrips = """
    import os, socket, time
    one, other = socket.socketpair()
    if not os.fork():
        while True:
            data = other.recv(100)
            if not data or data == b"q": os._exit(0)
            other.send(data)
    start = time.monotonic()
    for _ in range(10000):
        one.send(b"x")
        one.recv(100)
    print((time.monotonic() - start) / 10000 * 1e6)
    one.send(b"q")
    """

private let counting = """
    import threading
    class Counter:
        def __init__(self):
            self.n = 0
            self.lock = threading.Lock()
        def add(self):
            for _ in range(2):
                with self.lock: self.n += 1
    counter = Counter()
    threads = [threading.Thread(target=counter.add) for _ in range(3)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    """
