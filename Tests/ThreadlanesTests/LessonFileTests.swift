import TestSupport
import Testing
import ThreadExplorer
import ThreadModel
import ThreadRuntime
import ThreadScenarios
import ThreadTrace
import Themes

@testable import LaneView
@testable import Threadlanes

@Suite struct LessonFileTests {
    private static let catalogue = Catalogue(Scenarios.all)

    private func lesson(_ toml: String) throws(FileError) -> LessonFile {
        try LessonFile(name: "mine", toml: toml, file: "mine.toml", Self.catalogue)
    }

    private static let whole = """
        title = "Two locks"
        summary = "About a circle."
        learned = ["One.", "Two."]

        [[pages]]
        title = "First"
        text = \"""
        A paragraph
        on two lines.

        Another one.
        \"""

        [[pages]]
        title = "Second"
        text = "Text."
        scenario = "deadlock"
        seed = 7
        step = 10
        lanes = ["Alice", "Bob"]
        caption = "Bob waits"
        beside = "Bob"
        question = "Why?"

        [[pages.answers]]
        text = "So"
        right = true
        reply = "Well."

        [[pages.answers]]
        text = "Not so"

        [[pages]]
        title = "Third"
        text = "Do it."
        scenario = "deadlock"
        dare = true
        """

    @Test func `everything that a file says`() throws {
        let file = try lesson(Self.whole)
        #expect(file.lesson.title == "Two locks" && file.lesson.learned == ["One.", "Two."])
        #expect(file.lesson.pages.map(\.title) == ["First", "Second", "Third"])
        #expect(file.lesson.pages[0].text == ["A paragraph on two lines.", "Another one."])
        #expect(file.runs[0] == nil && !file.lesson.pages[0].hasLanes)
        let second = file.lesson.pages[1]
        #expect(second.lanes == ["Alice", "Bob"] && second.caption == Caption("Bob waits", lane: "Bob"))
        #expect(second.question?.answers.map(\.isRight) == [true, false])
        let run = try #require(file.runs[1])
        #expect(run.schedule == .random(seed: 7) && run.step == 10 && !run.isSteered && !run.plays)
        #expect(file.runs[2]?.isSteered == true)
        #expect(file.lesson.pages[2].dare == "make Alice and Bob wait for each other")
    }

    /// What replaces a line of the whole, and what is told then.
    private static let mistakes: [(line: String, by: String, error: String)] = [
        ("title = \"Two locks\"", "title = 7", "1: title: expected a text"),
        ("title = \"Two locks\"", "", "expected a title, as in title = \"…\""),
        (
            "summary = \"About a circle.\"", "sumary = \"x\"",
            "2: sumary is not known here: expected one of title, summary, learned, pages"
        ),
        ("learned = [\"One.\", \"Two.\"]", "learned = \"One.\"", "3: learned: expected a list of texts"),
        ("seed = 7", "seed = -1", "18: seed: expected a whole number from 0"),
        ("step = 10", "step = \"10\"", "19: step: expected a whole number from 0 to 100000"),
        (
            "seed = 7", "schedule = \"parallel\"",
            "19: step: a parallel run differs each time: expected a schedule or a seed"
        ),
        ("seed = 7", "schedule = \"whatever\"", "18: schedule:"),
        (
            "scenario = \"deadlock\"", "scenario = \"deadlok\"",
            "17: scenario: there is no \"deadlok\": expected \"deadlock\""
        ),
        ("scenario = \"deadlock\"", "", "18: seed is of a run: expected a scenario beside it"),
        ("lanes = [\"Alice\", \"Bob\"]", "lanes = [1]", "20: lanes: expected a list of texts"),
        ("caption = \"Bob waits\"", "", "22: beside: expected a caption as well"),
        ("question = \"Why?\"", "", "25: answers: expected a question as well"),
        ("right = true", "right = \"yes\"", "27: right: expected true or false"),
        ("right = true", "", "23: question: expected an answer with right = true"),
        (
            "reply = \"Well.\"", "replay = \"Well.\"",
            "28: replay is not known here: expected one of text, reply, right"
        ),
        ("title = \"Third\"", "", "33: expected a title"),
        ("text = \"Do it.\"", "text = \"\"", "35: expected a text, as in text = \"…\""),
        ("dare = true", "dare = 1", "37: dare: expected true or false"),
        ("dare = true", "dear = true", "37: dear is not known here: expected one of title, text, scenario,"),
        ("title = \"Third\"", "title = \"Third", "34: expected a closing"),
    ]

    @Test(arguments: mistakes.indices) func `a mistake is told with its line and with what was expected`(
        _ number: Int
    ) throws {
        let (line, text, error) = Self.mistakes[number]
        // The last of several lines that are the same, but for what is said twice on purpose.
        let place = try #require(
            line.hasPrefix("scenario") ? Self.whole.ranges(of: line).first : Self.whole.ranges(of: line).last)
        let toml = Self.whole.replacingCharacters(in: place, with: text)
        do {
            _ = try lesson(toml)
            Issue.record("'\(text)' is taken for '\(line)'")
        } catch {
            let told = "\(error)".replacing(#/mine\.toml:\s?/#, with: "")
            #expect(told.hasPrefix(Self.mistakes[number].error), "\(error)")
        }
        _ = error
    }

    @Test func `what else can not be`() {
        func told(_ toml: String) -> String {
            do {
                _ = try lesson(toml)
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(told("title = \"x\"").contains("expected at least one [[pages]]"))
        #expect(told("title = \"x\"\npages = 3").contains("mine.toml:2: expected at least one [[pages]]"))
        let page = "title = \"x\"\n[[pages]]\ntitle = \"y\"\ntext = \"z\"\n"
        #expect(
            told(page + "scenario = \"logging\"\ndare = true")
                .contains("mine.toml:6: dare: \"logging\" sets none: expected a scenario that does"))
        #expect(
            told(page + "scenario = \"lock\"\nschedule = \"round-robin\"\nseed = 3")
                .contains("mine.toml:7: seed: \"round-robin\" takes none: expected one or the other"))
        #expect(
            told(page + "question = \"?\"\n[[pages.answers]]\ntext = \"a\"\nright = true")
                .contains("mine.toml:5: question: expected from 2 to 6 [[pages.answers]], not 1"))
        #expect(
            told(page + "scenario = \"deadlock\"\nschedule = \"parallel\"\ndare = true")
                .contains(
                    "mine.toml:6: schedule: nobody chooses in a parallel run: expected another beside dare"))
        #expect(told(page) == "")
    }
}

/// The lesson that comes with the program says of its runs what is so.
@Suite struct FirstLessonTests {
    private let file: LessonFile

    init() throws {
        let text = try #require(Threadlanes.EmbeddedFiles.texts.first { $0.name == "first-lesson" }).text
        file = try LessonFile(
            name: "first-lesson", toml: text, file: "first-lesson.toml", Catalogue(Scenarios.all))
    }

    /// A page's run where it stands when the page opens.
    private func moment(_ title: String) throws -> (trace: Trace, moment: Trace.Moment) {
        let page = try #require(file.lesson.pages.firstIndex { $0.title == title })
        let run = try #require(file.runs[page])
        let recorded = try RecordedRun(
            run.scenario, run.schedule, maxSteps: run.step, limit: Instant(seconds: 600))
        var trace = Trace()
        trace.append(recorded.batch)
        #expect(trace.stepCount == run.step)
        return (trace, trace.moment(at: trace.position(beforeStep: run.step + 1)))
    }

    private func activities(_ trace: Trace, _ moment: Trace.Moment) -> [String: Activity] {
        Dictionary(
            trace.threadIDs.map { (trace[$0]?.name ?? "", moment.state(of: $0).activity) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func `it has about ten pages, and every question can be answered`() {
        let pages = file.lesson.pages
        #expect((9...13).contains(pages.count))
        #expect(pages.count { $0.question != nil } >= 6 && pages.count { $0.dare != nil } == 2)
        for page in pages {
            guard let question = page.question else { continue }
            #expect(question.answers.count(where: \.isRight) == 1, "\(page.title)")
            for answer in question.answers { #expect(!answer.reply.isEmpty, "\(page.title): \(answer.text)") }
        }
    }

    @Test(arguments: [
        "One thread", "A second one", "Who goes first?", "Workers and tasks", "Something shared", "A lock",
        "Two locks", "One order for all",
    ])
    func `every page stands where it says, and has the lanes that it names`(_ title: String) throws {
        let (trace, moment) = try moment(title)
        let page = try #require(file.lesson.pages.first { $0.title == title })
        let names = Set(activities(trace, moment).keys)
        #expect(names.isSuperset(of: page.lanes))
        if let lane = page.caption?.lane { #expect(names.contains(lane)) }
    }

    @Test func `the second thread is ready, and the first one waits`() throws {
        let (trace, moment) = try moment("A second one")
        #expect(activities(trace, moment) == ["MainThread": .waiting, "Thread-1": .ready])
    }

    @Test func `the second line is that of Thread-5`() throws {
        let (trace, _) = try moment("Who goes first?")
        let lines = trace.events().events.filter {
            $0.kind == .log && trace.name(of: $0.thread) != "MainThread"
        }
        #expect(lines.prefix(2).map { trace.name(of: $0.thread) } == ["Thread-1", "Thread-5"])
    }

    @Test func `the first worker has a task`() throws {
        let (trace, _) = try moment("Workers and tasks")
        #expect(
            trace.events().events.last { $0.kind == .take }.map { trace.name(of: $0.thread) } == "worker-0")
    }

    @Test func `four have read the counter, which is 0`() throws {
        let (trace, _) = try moment("Something shared")
        let reads = trace.events().events.filter { $0.kind == .read }
        #expect(Set(reads.map(\.thread)).count == 4 && reads.allSatisfy { $0.value == 0 })
    }

    @Test func `one holds the lock, and two wait for it`() throws {
        let (trace, moment) = try moment("A lock")
        let lanes = activities(trace, moment)
        #expect(lanes["worker-0"] == .waiting && lanes["worker-1"] == .waiting)
        let holder = try #require(trace.threadIDs.first { trace[$0]?.name == "worker-2" })
        #expect(trace[moment.state(of: holder).holds]?.name == "shared.lock")
    }

    @Test(arguments: ["Two locks", "One order for all"])
    func `Alice holds both locks, and Bob waits`(_ title: String) throws {
        let (trace, moment) = try moment(title)
        let lanes = activities(trace, moment)
        #expect(lanes["Bob"] == .waiting)
        let alice = try #require(trace.threadIDs.first { trace[$0]?.name == "Alice" })
        let bob = try #require(trace.threadIDs.first { trace[$0]?.name == "Bob" })
        #expect(moment.state(of: bob).holds == .none)
        #expect(moment.state(of: alice).holds != .none)
    }

    @Test(arguments: ["Lose one yourself", "Close the circle"])
    func `a dare can be met from where its page begins`(_ title: String) throws {
        let page = try #require(file.lesson.pages.firstIndex { $0.title == title })
        let run = try #require(file.runs[page])
        let dare = try #require(run.scenario.dare)
        let first = Array(run.schedule.prefix.prefix(run.step))
        #expect(first.count == run.step)
        let steps = try #require(try DareWalks(run.scenario, dare, behind: first).shortest())
        #expect(steps.starts(with: first))
        #expect(steps.count - first.count <= 15)
    }
}
