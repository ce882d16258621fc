import ThreadRuntime

extension Scenario {
    package static let gil = Scenario(
        "gil", title: "Global interpreter lock",
        summary: """
            Python lets one thread at a time run its code. Here that lock is made visible: with it four threads compute no \
            faster than one; without it they share the processors; and those that wait do not need it. The times are measured.
            """,
        chapter: "Limits", concepts: ["GIL", "parallelism", "I/O"]
    ) {
        let gil = Lock("GIL")

        logger.info("CPU-bound: \(workers * slices) slices of \(slice), in all")
        let single = try measure("1 thread") {
            try compute(slices: workers * slices, holding: nil)
        }
        let locked = try measure("\(workers) with a GIL", beside: single) {
            try onWorkers("locked") { try compute(slices: slices, holding: gil) }
        }
        let parallel = try measure("\(workers) without it", beside: single) {
            try onWorkers("parallel") { try compute(slices: slices, holding: nil) }
        }
        logger.info(
            "  against 1 thread: \(ratio(single, locked)) with a GIL, \(ratio(single, parallel)) without")

        logger.info("I/O-bound: \(workers) waits of \(wait), in all")
        let waiting = try measure("1 thread") {
            for _ in 0..<workers { try waitForDevice(holding: gil) }
        }
        let together = try measure("\(workers) with a GIL", beside: waiting) {
            try onWorkers("waiting") { try waitForDevice(holding: gil) }
        }
        logger.info("  against 1 thread: \(ratio(waiting, together)): who waits has given the GIL back")
    }
}

private let workers = 4
private let slices = 5
private let slice = Duration.milliseconds(50)
private let wait = Duration.milliseconds(500)

/// Python code: a GIL is held for each slice, and given up between them.
private func compute(slices: Int, holding gil: Lock?) throws {
    for _ in 0..<slices {
        try gil?.acquire()
        try Threading.compute(for: slice)
        try gil?.release()
    }
}

/// A blocking call: Python gives the GIL back for as long as it takes.
private func waitForDevice(holding gil: Lock) throws {
    try gil.acquire()
    try gil.release()
    try Threading.sleep(for: wait)
    try gil.withLock {}
}

private func onWorkers(_ name: String, _ body: @escaping @Sendable () throws -> Void) throws {
    let threads = (0..<workers).map { Thread(name: "\(name)-\($0)", target: body) }
    for thread in threads { try thread.start() }
    for thread in threads { try thread.join() }
}

/// Logs, and returns, how many seconds `body` takes, with a bar as long as that is beside the time of one thread.
private func measure(_ what: String, beside single: Double? = nil, _ body: () throws -> Void) throws -> Double
{
    let start = try Threading.elapsed
    try body()
    let seconds = (try Threading.elapsed - start) / .seconds(1)
    let label = "\(what):".padding(to: 13)
    logger.info("  \(label) \(hundredths(seconds)) s \(bar(seconds, of: single ?? seconds))")
    return seconds
}

/// 16 signs for the time of one thread, which a log in a narrow window has room for; a plus at the end of one that is too long.
private func bar(_ seconds: Double, of single: Double) -> String {
    guard single > 0 else { return "" }
    let (unit, longest) = (16.0, 34)
    let length = (seconds / single * unit).rounded()
    return length <= Double(longest)
        ? String(repeating: "#", count: Int(length)) : String(repeating: "#", count: longest) + "+"
}

private func ratio(_ before: Double, _ after: Double) -> String {
    after > 0 ? "\(hundredths(before / after))× as fast" : "faster than the clock can tell"
}

private func hundredths(_ value: Double) -> String {
    let rounded = Int((value * 100).rounded())
    return "\(rounded / 100).\(rounded % 100 / 10)\(rounded % 10)"
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(width - count, 0))
    }
}
