import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

/// Lessons on the program as a value, in windows of every size.
@Suite struct LessonTests {
    private static let sizes = [
        Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
        Size(columns: 200, rows: 60),
    ]

    private static let lesson = Lesson(
        name: "sample", title: "A sample", summary: "",
        pages: [
            Lesson.Page(
                title: "To read", text: ["The first *paragraph* has `code`.", "The second one has none."]),
            Lesson.Page(
                title: "To answer", text: ["Kant holds a fork, and Plato waits for it."], hasLanes: true,
                caption: Caption("Plato waits here", lane: "Plato"),
                question: Lesson.Question(
                    text: "Who goes next?",
                    answers: [
                        Lesson.Answer(text: "Plato", reply: "he waits.", isRight: false),
                        Lesson.Answer(text: "Kant or Hume", reply: "both can go.", isRight: true),
                    ])),
            Lesson.Page(
                title: "To do", text: ["Now you."], hasLanes: true, lanes: ["Kant", "Plato"],
                dare: "have both wait"),
        ],
        learned: [
            "To *wait* is no deadlock.",
            "A second sentence that is long enough to be broken into several lines.",
        ])

    private let theme: Theme

    init() throws { theme = try #require(try Theme.builtIn().first) }

    private func model(page: Int = 0, size: Size = sizes[1]) -> AppModel {
        var model = AppModel(
            Appearance(themes: [theme], theme: theme.name, glyphs: .unicode), size: size)
        var progress = LessonProgress()
        progress.page = page
        _ = model.update(.lesson(LessonScreen(Self.lesson, progress)))
        open(page, &model)
        return model
    }

    /// What the world does when a page is opened.
    private func open(_ page: Int, _ model: inout AppModel) {
        guard Self.lesson.pages.indices.contains(page), Self.lesson.pages[page].hasLanes else {
            _ = model.update(.page(nil))
            return
        }
        let run = Self.run
        _ = model.update(
            .page(LanesModel(.live, RunReport(run.status), lanes: Self.lesson.pages[page].lanes)))
        _ = model.update(.events(run.trace.events()))
        _ = model.update(.told(RunReport(run.status)))
    }

    private static let run: (trace: Trace, status: RunStatus) = {
        var run = TraceBuilder()
        let main = run.thread("MainThread")
        run.begin(main)
        let fork = run.resource(.lock, "fork")
        let diners = ["Kant", "Hume", "Plato"].map { run.thread($0) }
        for diner in diners { run.begin(diner) }
        run.at(0.3)
        run.acquire(diners[0], fork)
        run.block(diners[2], on: fork)
        let status = RunStatus(
            scenario: "philosophers", title: "Two forks", schedule: "seed 7", isPaused: true,
            now: Instant(nanoseconds: 300_000_000))
        return (run.trace, status)
    }()

    private func press(_ key: Key, _ model: inout AppModel) -> [Effect] {
        let effects = model.update(.terminal(.key(key)))
        for case .openPage(let page) in effects { open(page, &model) }
        return effects
    }

    private func text(_ model: AppModel) -> String {
        var model = model
        return model.frame().frame.text
    }

    @Test(arguments: sizes) func `pages of every kind`(_ size: Size) throws {
        for page in 0...3 {
            var model = model(page: page, size: size)
            try expectSnapshot(model.frame().frame, "lesson-\(page)-\(size)")
        }
        var answered = model(page: 1, size: size)
        _ = press(.character("a"), &answered)
        _ = press(.character("b"), &answered)
        try expectSnapshot(answered.frame().frame, "lesson-answered-\(size)")
    }

    @Test func `Enter goes on where nothing is asked, and where it is answered rightly`() {
        var model = model()
        #expect(press(.enter, &model) == [.openPage(1)])
        #expect(press(.enter, &model) == [])
        #expect(text(model).contains("answer first"))
        #expect(press(.character("a"), &model) == [])
        #expect(text(model).contains("Not so: he waits."))
        #expect(press(.enter, &model) == [])
        #expect(press(.character("b"), &model) == [])
        #expect(text(model).contains("Right: both can go."))
        #expect(press(.enter, &model) == [.openPage(2)])
        #expect(model.lesson?.progress.answers == [1: [0, 1]])
    }

    @Test func `pages turn whatever they ask, up to what was learned`() {
        var model = model()
        #expect(press(.pageUp, &model) == [])
        for page in 1...3 { #expect(press(.pageDown, &model) == [.openPage(page)]) }
        #expect(press(.pageDown, &model) == [])
        #expect(text(model).contains("What you have learned"))
        #expect(text(model).contains("0 of 1 questions answered at once, 0 of 1 dare met"))
        #expect(press(.pageUp, &model) == [.openPage(2)])
        #expect(press(.pageDown, &model) == [.openPage(3)])
        #expect(press(.enter, &model) == [.quit])
    }

    @Test func `letters are the lanes' own once the question is answered`() {
        var model = model(page: 1, size: Self.sizes[2])
        _ = press(.character("b"), &model)
        _ = press(.character("d"), &model)
        #expect(model.lesson?.progress.answers == [1: [1]])
        // There is no third answer.
        var other = self.model(page: 1, size: Self.sizes[2])
        _ = press(.character("c"), &other)
        #expect(other.lesson?.progress.answers == [:])
    }

    @Test func `a dare that is met is told on the page, with the fewest steps`() {
        var model = model(page: 2, size: Self.sizes[2])
        var status = Self.run.status
        var dare = ShownDare(task: "have both wait")
        (dare.metAt, dare.fewest, dare.isCertain) = (6, 4, true)
        status.dare = dare
        _ = model.update(.told(RunReport(status)))
        #expect(text(model).contains("dare met in 6 steps; fewest possible: 4 steps"))
        dare.metAt = 4
        status.dare = dare
        _ = model.update(.told(RunReport(status)))
        #expect(text(model).contains("dare met in 4 steps; no way has fewer"))
        #expect(model.lesson?.progress.dares == [2: 4])
    }

    @Test func `a dare that is not met yet holds Enter back, and not the keys that turn pages`() {
        var model = model(page: 2, size: Self.sizes[2])
        #expect(!text(model).contains("Enter next"))
        #expect(press(.enter, &model) == [])
        #expect(text(model).contains("the dare is not met yet"))
        #expect(press(.pageDown, &model) == [.openPage(3)])
    }

    @Test func `only the lanes that the page names are shown`() {
        let shown = text(model(page: 2, size: Self.sizes[2]))
        #expect(shown.contains("Kant ") && shown.contains("Plato "))
        #expect(!shown.contains("Hume ") && !shown.contains("MainThread "))
    }

    @Test func `where text and lanes come in turns, i turns`() {
        var model = model(page: 1, size: Self.sizes[0])
        #expect(text(model).contains("Who goes next?") && !text(model).contains("thread  "))
        _ = press(.character("i"), &model)
        #expect(text(model).contains("i text") && text(model).contains("holds fork"))
        _ = press(.character("i"), &model)
        #expect(text(model).contains("Who goes next?"))
    }

    @Test func `clicks in the lanes reach the lane that is under the mouse`() throws {
        for size in [Self.sizes[2], Self.sizes[3]] {
            var model = model(page: 1, size: size)
            let lines = text(model).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let row = try #require(lines.firstIndex { $0.contains("Hume       runs") })
            let name = try #require(lines[row].firstRange(of: "Hume       runs"))
            let column = lines[row].distance(from: lines[row].startIndex, to: name.lowerBound)
            _ = model.update(
                .terminal(.mouse(MouseEvent(row: row, column: column, kind: .press))))
            #expect(model.lanes?.selectedThread == ThreadID(3))
            // A click on the keys of the text turns the page.
            let bar = try #require(lines.firstIndex { $0.contains("PgUp PgDn pages") })
            let key = try #require(lines[bar].firstRange(of: "PgDn"))
            let place = lines[bar].distance(from: lines[bar].startIndex, to: key.lowerBound)
            let effects = model.update(.terminal(.mouse(MouseEvent(row: bar, column: place, kind: .press))))
            #expect(effects == [.openPage(2)])
        }
    }

    @Test func `whatever is pressed, the page is one of the lesson's, and the frame fills the window`() {
        var random = SplitMix64(seed: 11)
        let keys: [Key] = [
            .enter, .pageUp, .pageDown, .character("a"), .character("b"), .character("c"), .character("i"),
            .up, .down, .escape, .character("."), .character(" "), .character("?"), .character("/"),
            .character("w"), .tab, .character("t"), .character("P"), .home, .character("1"),
        ]
        var model = model()
        for _ in 0..<20_000 {
            if Int.random(in: 0..<40, using: &random) == 0,
                let size = Self.sizes.randomElement(using: &random)
            {
                _ = model.update(.terminal(.resize(size)))
            }
            _ = press(keys[Int.random(in: 0..<keys.count, using: &random)], &model)
            let page = model.lesson?.progress.page ?? -1
            guard (0...Self.lesson.pages.count).contains(page) else {
                Issue.record("page \(page)")
                return
            }
            if Int.random(in: 0..<20, using: &random) == 0 { #expect(model.frame().frame.size == model.size) }
        }
    }

    @Test func `long text can be read in every window, and its beginning after it was scrolled`() {
        let words = (1...400).map { "word-\($0)" }
        let lesson = Lesson(
            name: "long", title: "Long", summary: "",
            pages: [Lesson.Page(title: "Long", text: [words.joined(separator: " ")], hasLanes: true)],
            learned: [])
        for size in [Size(columns: 160, rows: 24), Self.sizes[0], Self.sizes[1]] {
            var model = AppModel(
                Appearance(themes: [theme], theme: theme.name, glyphs: .unicode), size: size)
            _ = model.update(.lesson(LessonScreen(lesson)))
            _ = model.update(.page(LanesModel(.live, RunReport(Self.run.status))))
            for _ in 0..<300 { _ = press(.down, &model) }
            #expect(text(model).contains("word-400"), "\(size)")
            #expect(!text(model).contains("word-1 "), "\(size)")
            _ = model.update(.terminal(.resize(Size(columns: 100, rows: 60))))
            #expect(text(model).contains("word-1 ") && text(model).contains("word-400"))
        }
    }

    @Test func `the lanes do not jump, whatever is answered or refused`() {
        for size in [Self.sizes[1], Self.sizes[2]] {
            var model = model(page: 1, size: size)
            func row() -> Int? {
                text(model).split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
                    $0.contains("philosophers")
                }
            }
            let before = row()
            #expect(before != nil)
            for key in [Key.enter, .character("a"), .enter, .character("b")] {
                _ = press(key, &model)
                #expect(row() == before, "\(size) after \(key)")
            }
        }
    }

    @Test func `progress that does not fit begins anew`() {
        var progress = LessonProgress()
        progress.page = 17
        #expect(LessonScreen(Self.lesson, progress).progress == LessonProgress())
        progress.page = 2
        progress.answers = [1: [5, 1], 9: [0]]
        #expect(LessonScreen(Self.lesson, progress).progress == progress)
    }
}
