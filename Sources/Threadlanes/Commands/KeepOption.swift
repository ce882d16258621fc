import ArgumentParser
import LaneCanvas

/// How much of a run is kept to go back to, for what has no end.
struct KeepOption: ParsableArguments {
    @Option(
        name: .customLong("keep-last"), parsing: .unconditional,
        help: ArgumentHelp(
            "Keep at least so many of the last events, as 1M or 50k, and forget what is older.",
            valueName: "events"),
        transform: EventCount.init(argument:))
    var limit: EventCount?
}

/// A number of events as users write it: digits, and k for thousands or M for millions.
struct EventCount: Hashable {
    /// Of fewer the bookkeeping would be most of the work.
    private static let least = 10_000

    let count: Int

    /// - Throws: a usage error for what is no such number.
    init(argument: String) throws {
        let units: [Character: Int] = ["k": 1_000, "K": 1_000, "m": 1_000_000, "M": 1_000_000]
        let unit = argument.last.flatMap { units[$0] }
        let digits = unit == nil ? argument[...] : argument.dropLast()
        guard let number = Int(digits), digits.allSatisfy(\.isNumber), number <= 1 << 40,
            number * (unit ?? 1) >= Self.least
        else {
            throw ValidationError(
                "expected a number of events from 10k to 1000000M, such as 100000, 50k or 1M.")
        }
        count = number * (unit ?? 1)
    }
}
