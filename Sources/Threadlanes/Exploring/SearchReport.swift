import FoundationEssentials
import ThreadExplorer

/// What a search came to, for tools, for going on with it, and for joining it with other shards of the same.
struct SearchReport: Codable {
    struct Shard: Hashable, Codable {
        /// From 1 to `count`.
        let index: Int
        let count: Int
    }

    let scenario: String
    let settings: SearchSettings
    /// Nil for a whole search.
    var shard: Shard?

    var executions = 0
    var steps = 0
    var longest = 0
    /// How many executions have a bug.
    var bugs = 0
    var deadlocked = 0
    var failed = 0
    var lostUpdates = 0
    var cutOff = 0
    var abandoned = 0
    var seconds = 0.0

    /// The first bug that was found, by a name of `--allow`, and the how manieth execution it was.
    var bug: String?
    var firstAt: Int?
    var schedule: String?
    var preemptions: Int?
    var verdict: String?
    var story: String?
    var trace: String?

    /// Whether nothing was left to be tried.
    var isComplete = false
    var verified = false
    /// About how much was tried, from 0 to 1.
    var covered = 0.0
    /// How many parts the search has, and what is left of them.
    var parts = 1
    var rest: [Part] = []
    /// Of what is counted, what will be tried again by going on.
    var again = Explorer.Tally()
    /// Of shards that were joined: the numbers of those that were not there, and the files of those that were interrupted.
    var missing: [Int] = []
    var unfinished: [String] = []

    init(_ scenario: String, _ settings: SearchSettings, _ shard: Shard? = nil) {
        self.scenario = scenario
        self.settings = settings
        self.shard = shard
    }

    var tally: Explorer.Tally {
        get {
            var tally = Explorer.Tally()
            tally.executions = executions
            tally.steps = steps
            tally.longest = longest
            tally.deadlocked = deadlocked
            tally.failed = failed
            tally.withLostUpdates = lostUpdates
            tally.cutOff = cutOff
            tally.abandoned = abandoned
            return tally
        }
        set {
            executions = newValue.executions
            steps = newValue.steps
            longest = newValue.longest
            deadlocked = newValue.deadlocked
            failed = newValue.failed
            lostUpdates = newValue.withLostUpdates
            cutOff = newValue.cutOff
            abandoned = newValue.abandoned
        }
    }

    mutating func judge() {
        isComplete = rest.isEmpty
        verified =
            isComplete && bugs == 0 && cutOff == 0 && shard == nil && settings.bounds.words == nil
            && !settings.exploration.isSampling
        if isComplete { covered = 1 }
    }

    mutating func tell(_ found: FoundBug, savedAs file: String?) {
        bug = found.kind.rawValue
        schedule = "\(found.schedule)"
        preemptions = found.preemptions
        verdict = "\(found.verdict)"
        story = found.storyText
        trace = file
    }

    // MARK: As a file

    var json: String { get throws { try String(json: self) } }

    /// - Throws: `Refusal` when it is no report.
    init(file: String) throws {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: file))
        } catch {
            throw Refusal(
                sentence: "\(file) can not be read.", help: "A report is what 'explore NAME --json' prints.")
        }
        do {
            self = try JSONDecoder().decode(SearchReport.self, from: data)
        } catch {
            throw Refusal(
                sentence: "\(file) is no report of a search.",
                help: "A report is what 'explore NAME --json' prints, or a search leaves that is interrupted."
            )
        }
    }
}
