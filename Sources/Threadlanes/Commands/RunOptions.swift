import ArgumentParser
import Glibc

/// How a scenario is to be run, for every command that runs one.
struct RunOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Make every choice of who goes next from this number: the same run each time.", valueName: "N"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Who decides who goes next: \(ScheduleName.list).", valueName: "schedule"))
    var schedule: ScheduleName?

    @Option(
        help: ArgumentHelp(
            "How fast the clock goes: a factor, or max to skip all waiting.", valueName: "factor"))
    var speed: Speed = .normal

    @Option(help: "The colours: one of the built-in themes.")
    var theme: String?

    func validate() throws {
        if let schedule, schedule != .random, seed != nil {
            throw ValidationError(
                "A seed decides in a random schedule only: leave out --schedule \(schedule.rawValue), or --seed."
            )
        }
    }

    /// The schedule asked for: parallel unless a seed says otherwise.
    var chosen: Schedule {
        switch schedule ?? (seed == nil ? .parallel : .random) {
        case .parallel: .parallel
        case .random: .random(seed: seed ?? UInt64.random(in: 0..<10_000))
        case .roundRobin: .roundRobin
        }
    }
}

/// A schedule as it is named on the command line.
enum ScheduleName: String, CaseIterable, ExpressibleByArgument {
    case parallel
    case random
    case roundRobin = "round-robin"

    static let list = allCases.map(\.rawValue).joined(separator: ", ")
}

extension Speed: ExpressibleByArgument {
    /// "max", or a positive number with or without an x.
    public init?(argument: String) {
        if argument == "max" {
            self = .max
            return
        }
        let number =
            argument.hasSuffix("x") || argument.hasSuffix("×") ? String(argument.dropLast()) : argument
        guard let factor = Double(number), factor.isFinite, (0.001...1_000_000).contains(factor) else {
            return nil
        }
        self = .times(factor)
    }

    public var defaultValueDescription: String {
        switch self {
        case .times(let factor): factor == factor.rounded() ? "\(Int(factor))" : "\(factor)"
        case .max: "max"
        }
    }
}
