import LaneCanvas
import LaneView
import ThreadModel
import ThreadRuntime
import Themes

/// A lesson and what its pages run.
struct LessonFile {
    /// What is to be seen beside a page's text.
    struct Run {
        let scenario: Scenario
        let schedule: Schedule
        /// Whether somebody chooses who goes next.
        let isSteered: Bool
        /// So many steps have been taken when the page opens.
        let step: Int
        /// Whether it goes on by itself from there.
        let plays: Bool
        /// The lines of the file that its keys stand in.
        let lines: [String: Int]
    }

    let lesson: Lesson
    /// Where it is, for what is remembered of it.
    let identity: String
    /// By page; nil where there is nothing to be seen.
    let runs: [Run?]
}

extension LessonFile {
    /// Reads a lesson (TOML): `title`, `summary`, `learned`, and `[[pages]]`, whose questions have `[[pages.answers]]`.
    ///
    /// - Throws: `FileError`, with the line and what would be right there.
    ///
    /// - Parameter identity: where it is; nil for one that comes with the program.
    init(
        name: String, toml: String, file: String, identity: String? = nil, _ catalogue: Catalogue
    ) throws(FileError) {
        self.identity = identity ?? name
        let file = try TOMLFile(toml, file: file)
        let top = LessonTable(file.table, file.file, line: nil)
        try top.expectKeys(["title", "summary", "learned", "pages"])
        var pages: [Lesson.Page] = []
        var runs: [Run?] = []
        let tables = file.table["pages"]?.tables ?? []
        guard !tables.isEmpty else {
            throw FileError(
                file: file.file, line: file.table["pages"]?.line, message: "expected at least one [[pages]]")
        }
        for table in tables {
            let page = LessonTable(table, file.file, line: table.line)
            let run = try page.run(catalogue)
            pages.append(try page.page(run))
            runs.append(run)
        }
        lesson = Lesson(
            name: name, title: try top.required("title"), summary: try top.text("summary") ?? "",
            pages: pages,
            learned: try top.texts("learned"))
        self.runs = runs
    }
}

/// A table of a lesson's file, and where errors in it are.
private struct LessonTable {
    private let table: TOMLTable
    private let file: String
    private let line: Int?

    init(_ table: TOMLTable, _ file: String, line: Int?) {
        self.table = table
        self.file = file
        self.line = line
    }

    private func error(_ message: String, at key: String? = nil) -> FileError {
        FileError(file: file, line: key.flatMap { table[$0]?.line } ?? line, message: message)
    }

    func expectKeys(_ known: [String]) throws(FileError) {
        for key in table.keys.sorted() where !known.contains(key) {
            throw error("\(key) is not known here: expected one of \(known.joined(separator: ", "))", at: key)
        }
    }

    func text(_ key: String) throws(FileError) -> String? {
        guard let value = table[key] else { return nil }
        guard let text = value.string else { throw error("\(key): expected a text", at: key) }
        return text
    }

    func required(_ key: String) throws(FileError) -> String {
        guard let text = try text(key), !text.isEmpty else {
            throw error("expected a \(key), as in \(key) = \"…\"", at: key)
        }
        return text
    }

    func texts(_ key: String) throws(FileError) -> [String] {
        guard let value = table[key] else { return [] }
        let texts = value.array?.map(\.string)
        guard let texts, !texts.contains(nil) else {
            throw error("\(key): expected a list of texts, as in \(key) = [\"…\", \"…\"]", at: key)
        }
        return texts.compactMap { $0 }
    }

    private func flag(_ key: String) throws(FileError) -> Bool {
        guard let value = table[key] else { return false }
        guard let isSet = value.bool else { throw error("\(key): expected true or false", at: key) }
        return isSet
    }

    private func count(_ key: String, atMost limit: Int) throws(FileError) -> Int? {
        guard let value = table[key] else { return nil }
        guard let number = value.int, (0...Int64(limit)).contains(number) else {
            throw error(
                "\(key): expected a whole number from 0 \(limit == .max ? "on" : "to \(limit)")", at: key)
        }
        return Int(number)
    }

    // MARK: A page

    func page(_ run: LessonFile.Run?) throws(FileError) -> Lesson.Page {
        try expectKeys([
            "title", "text", "scenario", "schedule", "seed", "step", "plays", "lanes", "caption", "beside",
            "question", "answers", "dare",
        ])
        if run == nil {
            let needing = ["schedule", "seed", "step", "plays", "lanes", "caption", "beside", "dare"]
            for key in needing where table[key] != nil {
                throw error("\(key) is of a run: expected a scenario beside it", at: key)
            }
        }
        let caption = try text("caption")
        let lane = try text("beside")
        if lane != nil, caption == nil { throw error("beside: expected a caption as well", at: "beside") }
        let paragraphs = try required("text").split(separator: #/\n\s*\n/#).map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        return Lesson.Page(
            title: try required("title"), text: paragraphs.filter { !$0.isEmpty }, hasLanes: run != nil,
            caption: caption.map { Caption($0, lane: lane) }, lanes: try texts("lanes"),
            stepsTaken: run?.step ?? 0, question: try question(),
            dare: try flag("dare") ? run?.scenario.dare?.task : nil)
    }

    private func question() throws(FileError) -> Lesson.Question? {
        guard let text = try text("question") else {
            if table["answers"] != nil { throw error("answers: expected a question as well", at: "answers") }
            return nil
        }
        let tables = table["answers"]?.tables ?? []
        guard (2...Lesson.mostAnswers).contains(tables.count) else {
            throw error(
                "question: expected from 2 to \(Lesson.mostAnswers) [[pages.answers]], not \(tables.count)",
                at: "question")
        }
        var answers: [Lesson.Answer] = []
        for table in tables {
            let answer = LessonTable(table, file, line: table.line)
            try answer.expectKeys(["text", "reply", "right"])
            answers.append(
                Lesson.Answer(
                    text: try answer.required("text"), reply: try answer.text("reply") ?? "",
                    isRight: try answer.flag("right")))
        }
        guard answers.contains(where: \.isRight) else {
            throw error("question: expected an answer with right = true", at: "question")
        }
        return Lesson.Question(text: text, answers: answers)
    }

    // MARK: Its run

    func run(_ catalogue: Catalogue) throws(FileError) -> LessonFile.Run? {
        guard let name = try text("scenario") else { return nil }
        guard let scenario = catalogue.scenarios.first(where: { $0.name == name }) else {
            let nearest = nearestNames(to: name, among: catalogue.scenarios.map(\.name))
            let expected =
                nearest.isEmpty
                ? "the name of a scenario" : nearest.map { "\"\($0)\"" }.joined(separator: " or ")
            throw error(
                "scenario: there is no \"\(DisplayText.escaped(name))\": expected \(expected)", at: "scenario"
            )
        }
        let isDare = try flag("dare")
        if isDare, scenario.dare == nil {
            throw error("dare: \"\(name)\" sets none: expected a scenario that does", at: "dare")
        }
        var (schedule, isManual) = try schedule(of: scenario)
        if isDare {
            guard case .controlled(let prefix, let strategy, _) = schedule else {
                throw error(
                    "schedule: nobody chooses in a parallel run: expected another beside dare", at: "schedule"
                )
            }
            // As the fewest steps are counted: who sleeps can be woken at any moment.
            schedule = .controlled(prefix: prefix, then: strategy, isFree: true)
        }
        let step = try count("step", atMost: 100_000) ?? 0
        if step > 0, case .parallel = schedule {
            throw error("step: a parallel run differs each time: expected a schedule or a seed", at: "step")
        }
        return LessonFile.Run(
            scenario: scenario, schedule: schedule, isSteered: isManual || isDare, step: step,
            plays: try flag("plays"),
            lines: table.keys.reduce(into: [:]) { $0[$1] = table[$1]?.line })
    }

    private func schedule(of scenario: Scenario) throws(FileError) -> (Schedule, isManual: Bool) {
        let seed = try count("seed", atMost: Int.max).map(UInt64.init)
        let isDare = try flag("dare")
        guard let text = try text("schedule") else {
            if isDare { return (.random(seed: seed ?? 1), true) }
            return (seed.map { .random(seed: $0) } ?? scenario.schedule?.schedule ?? .random(seed: 1), false)
        }
        let expected =
            "expected \(ScheduleName.allCases.map(\.rawValue).joined(separator: ", ")), or steps as in \"1x4 2 3\""
        if let name = ScheduleName(rawValue: text) {
            if seed != nil, !name.takesSeed {
                throw error("seed: \"\(text)\" takes none: expected one or the other", at: "seed")
            }
            switch name {
            case .best: return (scenario.schedule?.schedule ?? .random(seed: 1), false)
            case .parallel: return (.parallel, false)
            default: break
            }
            guard let schedule = name.schedule(seed: seed ?? 1) else {
                throw error("schedule: \(expected)", at: "schedule")
            }
            return (schedule, name == .manual)
        }
        do throws(ScheduleTextError) {
            return (try Schedule(text: text), false)
        } catch {
            throw self.error("schedule: \(DisplayText.escaped("\(error)"))", at: "schedule")
        }
    }
}
