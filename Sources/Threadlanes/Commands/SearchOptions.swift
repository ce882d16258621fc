import ArgumentParser
import LaneCanvas
import ThreadExplorer

/// How `explore` searches.
struct SearchOptions: ParsableArguments {
    @Option(help: "How executions are found.")
    var strategy = SearchSettings.Strategy.dpor

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many executions to draw by lot. (default: 1000)", valueName: "N"))
    var runs: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What all lots are drawn from: the same search each time.", valueName: "N"))
    var seed: UInt64 = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "For pct: how many ordering constraints a bug may take. (default: \(Schedule.Strategy.usualDepth))",
            valueName: "N"))
    var depth: Int?

    @Option(
        help: ArgumentHelp(
            "Try only executions with so many preemptions or delays, or their first steps: preemptions=N, delays=N, steps=N, or two of them with a comma.",
            valueName: "bound"),
        transform: SearchBounds.init(argument:))
    var bound = SearchBounds()

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Cut executions off that have taken so many steps.", valueName: "N"))
    var maxSteps = Explorer.defaultMaxSteps

    @Option(help: "Whether sleeps and timeouts may end at any later moment, or in the run's own time.")
    var clock = SearchSettings.Clock.free

    @Option(
        help: ArgumentHelp(
            "What is no bug: a list of deadlock, failure, lost-update.", valueName: "list"),
        transform: BugList.init(argument:))
    var allow = BugList(kinds: [])

    @Flag(help: "Go on after a bug, and tell how many executions have one.")
    var keepGoing = false

    func validate() throws {
        if let runs {
            if runs < 1 { throw ValidationError("--runs has to be 1 or more, not \(runs).") }
            if [.dpor, .exhaustive].contains(strategy) {
                throw ValidationError(
                    "--runs is for strategies that draw lots: add --strategy random, pct, pos or surw, or leave it out."
                )
            }
        }
        if let depth {
            if depth < 1 { throw ValidationError("--depth has to be 1 or more, not \(depth).") }
            if strategy != .pct {
                throw ValidationError("--depth is for --strategy pct: add it, or leave --depth out.")
            }
        }
        try checkMaxSteps(maxSteps)
        if bound.bound != nil, ![.dpor, .exhaustive].contains(strategy) {
            throw ValidationError(
                "A bound is for a search, not for lots: leave out --bound, or --strategy \(strategy.rawValue)."
            )
        }
    }

    var settings: SearchSettings {
        var settings = SearchSettings()
        settings.strategy = strategy
        settings.runs = runs ?? settings.runs
        settings.seed = seed
        settings.depth = depth ?? settings.depth
        settings.bounds = bound
        settings.maxSteps = maxSteps
        settings.clock = clock
        settings.allow = allow.kinds.map(\.rawValue).sorted()
        settings.goesOn = keepGoing
        return settings
    }
}

extension SearchSettings.Strategy: ExpressibleByArgument {}
extension SearchSettings.Clock: ExpressibleByArgument {}

/// Kinds of bugs, as the command line names them.
struct BugList: Sendable {
    let kinds: Set<BugKind>

    init(kinds: Set<BugKind>) { self.kinds = kinds }

    init(argument: String) throws {
        kinds = try Set(
            argument.split(separator: ",").map { word in
                guard let kind = BugKind(rawValue: String(word)) else {
                    throw ValidationError(
                        "'\(DisplayText.escaped(String(word)))' is no kind of bug: expected deadlock, failure, lost-update."
                    )
                }
                return kind
            })
    }
}

extension SearchBounds {
    init(argument: String) throws {
        for word in argument.split(separator: ",") {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let limit = Int(parts[1]), (0...1_000_000).contains(limit) else {
                throw Self.error(argument)
            }
            switch parts[0] {
            case "preemptions": preemptions = limit
            case "delays": delays = limit
            case "steps" where limit > 0: steps = limit
            default: throw Self.error(argument)
            }
        }
        if words == nil { throw Self.error(argument) }
        if preemptions != nil, delays != nil {
            throw ValidationError("A search has a bound on preemptions or on delays, not on both.")
        }
    }

    private static func error(_ argument: String) -> ValidationError {
        ValidationError(
            "'\(DisplayText.escaped(argument))' is no bound: expected preemptions=N, delays=N or steps=N.")
    }
}

extension SearchReport.Shard {
    init(argument: String) throws {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard parts.count == 2, (1...10_000).contains(parts[1]), (1...parts[1]).contains(parts[0]) else {
            throw ValidationError(
                "'\(DisplayText.escaped(argument))' is no shard: expected I/N, from 1/N to N/N.")
        }
        self.init(index: parts[0], count: parts[1])
    }
}
