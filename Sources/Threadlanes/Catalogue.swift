import ArgumentParser
import LaneCanvas
import LaneView
import Synchronization
import ThreadScenarios

/// The scenarios that the command knows, by name.
struct Catalogue: Sendable {
    let scenarios: [Scenario]
    /// Lessons that come with the program: the name of each and its file's text.
    let lessons: [(name: String, toml: String)]
    /// The name of the scenario that the browser opens on the first time; nil: the first one.
    let opening: String?

    /// What shells complete, asked where nobody can hand a catalogue over.
    static var names: [String] {
        get { known.withLock { $0 } }
        set { known.withLock { $0 = newValue } }
    }
    private static let known = Mutex<[String]>([])

    /// What comes with the program.
    static let builtIn = Catalogue(
        Scenarios.all, opening: Scenarios.opening, lessons: EmbeddedFiles.texts.map { ($0.name, $0.text) })

    init(_ scenarios: [Scenario], opening: String? = nil, lessons: [(name: String, toml: String)] = []) {
        var seen: Set<String> = []
        self.opening = opening
        self.lessons = lessons
        self.scenarios = scenarios.filter { seen.insert($0.name).inserted }
    }

    /// The scenarios of each chapter, in their own order; the chapters in the order of their first scenarios.
    var chapters: [(name: String, scenarios: [Scenario])] {
        var names: [String] = []
        var members: [String: [Scenario]] = [:]
        for scenario in scenarios {
            if members[scenario.chapter] == nil { names.append(scenario.chapter) }
            members[scenario.chapter, default: []].append(scenario)
        }
        return names.map { ($0, members[$0, default: []]) }
    }

    /// What the browser lists: lessons first, and then the scenarios by chapter.
    var entries: [ScenarioEntry] {
        lessons.compactMap { try? lesson(named: $0.name).map { ScenarioEntry($0.lesson) } }
            + chapters.flatMap(\.scenarios).map(ScenarioEntry.init)
    }

    /// A lesson that comes with the program; nil where there is none of that name.
    ///
    /// - Throws: `FileError`, which no lesson that comes with the program has a reason to.
    func lesson(named name: String) throws -> LessonFile? {
        try lessons.first { $0.name == name }.map {
            try LessonFile(name: $0.name, toml: $0.toml, file: "\($0.name).toml", self)
        }
    }

    /// - Throws: a usage error that suggests the nearest names when there is no such scenario.
    func scenario(named name: String) throws -> Scenario {
        if let scenario = scenarios.first(where: { $0.name == name }) { return scenario }
        if lessons.contains(where: { $0.name == name }) {
            throw ValidationError("'\(name)' is a lesson: '\(programName) lesson \(name)' takes it.")
        }
        throw unknownName(
            "There is no scenario named '\(DisplayText.escaped(name))'.",
            nearest: nearestNames(to: name, among: scenarios.map(\.name)),
            all: "'\(programName) list' names them all.")
    }
}
