import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

/// One way to play, with the mouse and with the keys that every full-screen program has.
@Suite struct HandsTests {
    private static let size = Size(columns: 100, rows: 30)
    private let appearance: Appearance

    init() throws { appearance = Appearance(themes: try Theme.builtIn(), theme: "dark", glyphs: .unicode) }

    private func lanes(
        _ sample: (trace: Trace, status: RunStatus) = Samples.deadlock(), size: Size = size
    ) -> AppModel {
        var model = AppModel(appearance, size: size)
        _ = model.update(.opened(LanesModel(.live, RunReport(sample.status, hasEnded: true))))
        _ = model.update(.events(sample.trace.events()))
        return model
    }

    /// The first row of the second lane, and the column in which charts begin.
    private func places(_ model: inout AppModel, _ name: String = "Kant") throws -> (row: Int, chart: Int) {
        let frame = model.frame().frame
        return (try #require(frame.laneRow(name)), try #require(frame.chartColumn))
    }

    private func browser() -> AppModel {
        AppModel(appearance, browser: BrowserScreen(Samples.entries), size: Self.size)
    }

    @discardableResult
    private func press(_ model: inout AppModel, _ keys: Key...) -> [Effect] {
        keys.flatMap { model.update(.terminal(.key($0))) }
    }

    @discardableResult
    private func mouse(
        _ model: inout AppModel, _ row: Int, _ column: Int, _ kind: MouseEvent.Kind = .press, clicks: Int = 1
    ) -> [Effect] {
        model.update(.terminal(.mouse(MouseEvent(row: row, column: column, kind: kind, clicks: clicks))))
    }

    private func lines(_ model: inout AppModel) -> [Substring] {
        model.frame().frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private func bar(_ model: inout AppModel) -> Substring { lines(&model).last ?? "" }

    private func slider(_ model: inout AppModel) throws -> Int {
        try #require(lines(&model).firstIndex { $0.contains("●") })
    }

    /// The column of the slider's knob.
    private func knob(_ model: inout AppModel) throws -> Int {
        let row = try slider(&model)
        let frame = model.frame().frame
        return try #require((0..<frame.size.columns).first { frame[row, $0].character == "●" })
    }

    /// Presses the key bar where it says this.
    @discardableResult
    private func click(_ model: inout AppModel, _ label: String, behind columns: Int = 0) throws -> [Effect] {
        let bar = bar(&model)
        let start = try #require(bar.range(of: label), "\(bar)").lowerBound
        return mouse(
            &model, model.size.rows - 1, bar.distance(from: bar.startIndex, to: start) + columns)
    }

    // MARK: The mouse

    @Test func `a click in the chart selects the lane and sets the moment`() throws {
        var model = lanes()
        let (row, chart) = try places(&model)
        mouse(&model, row, chart + 1)
        #expect(model.lanes?.selectedThread == ThreadID(2))
        #expect(bar(&model).contains("End live"))
        // Names are no time.
        model = lanes()
        mouse(&model, row, 5)
        #expect(model.lanes?.selectedThread == ThreadID(2))
        #expect(!bar(&model).contains("End live"))
    }

    @Test func `the slider can be dragged, wherever the mouse goes meanwhile`() throws {
        var model = lanes()
        let row = try slider(&model)
        let chart = try places(&model).chart
        #expect(try knob(&model) == Self.size.columns - 1)
        mouse(&model, row, Self.size.columns - 1)
        for column in [90, 70, 60] {
            mouse(&model, 0, column, .drag)
            #expect(try abs(knob(&model) - column) <= 1)
        }
        mouse(&model, 0, 0, .drag)
        #expect(try knob(&model) == chart)
        mouse(&model, 0, 300, .drag)
        #expect(!bar(&model).contains("End live"))
    }

    @Test func `the chart can be dragged, and beyond its side the view goes along`() throws {
        var model = lanes()
        let (row, chart) = try places(&model)
        mouse(&model, row, chart + 2)
        let before = try knob(&model)
        mouse(&model, row, chart + 1, .drag)
        #expect(try knob(&model) < before)
        #expect(model.lanes?.selectedThread == ThreadID(2))
        mouse(&model, 20, 0, .drag)
        #expect(try knob(&model) == chart)
    }

    @Test func `motion that began elsewhere moves nothing`() {
        var model = lanes()
        for (row, column) in [(3, 5), (0, 60), (Self.size.rows - 1, 99)] {
            mouse(&model, row, column)
            mouse(&model, 3, 60, .drag)
            #expect(!bar(&model).contains("End live"))
        }
    }

    @Test func `what was let go is not held by a press elsewhere`() throws {
        var model = lanes()
        mouse(&model, try slider(&model), 80)
        let before = try knob(&model)
        // On a label in the key bar, which does something of its own.
        mouse(&model, Self.size.rows - 1, 3)
        press(&model, .escape)
        mouse(&model, 3, 50, .drag)
        #expect(try knob(&model) == before)
    }

    @Test func `a double click opens what Enter opens`() throws {
        var model = lanes()
        let (row, chart) = try places(&model)
        for column in [5, chart + 1] {
            mouse(&model, row, column)
            mouse(&model, row, column, clicks: 2)
            #expect(bar(&model).contains("Enter close"))
            press(&model, .enter)
        }
        // Below the last lane there is none.
        mouse(&model, try slider(&model) - 1, 5, clicks: 2)
        #expect(!bar(&model).contains("Enter close"))
    }

    @Test func `a double click on a message shows its moment`() throws {
        var model = lanes(Samples.lock())
        let row = try #require(lines(&model).lastIndex { $0.contains("Obtained lock") })
        mouse(&model, row, 60)
        #expect(!bar(&model).contains("End live"))
        mouse(&model, row, 60, clicks: 2)
        #expect(bar(&model).contains("End live"))
    }

    @Test func `what the key bar says can be clicked, whatever is open`() throws {
        var model = lanes(Samples.lock())
        #expect(try click(&model, "space pause") == [.pause])
        #expect(try click(&model, "pause") == [.pause])
        #expect(try click(&model, "quit") == [.quit])
        // Between two labels there is nothing.
        #expect(try click(&model, "space", behind: -1) == [])
        try click(&model, "? help")
        #expect(bar(&model).contains("? close"))
        try click(&model, "close")
        #expect(bar(&model).contains("? help"))
        press(&model, .character("/"))
        press(&model, .character("w"))
        try click(&model, "Esc clear")
        #expect(bar(&model).contains("? help"))
        press(&model, .character("P"))
        let theme = model.theme.name
        try click(&model, "try", behind: -2)
        #expect(model.theme.name != theme)
        try click(&model, "as before")
        #expect(model.theme.name == theme)
        #expect(bar(&model).contains("? help"))

        model = browser()
        #expect(try click(&model, "Enter run") == [.run(Samples.entries[0].name)])
        try click(&model, "help")
        #expect(bar(&model).contains("close"))
    }

    @Test func `of two keys with one label each can be clicked`() throws {
        var model = lanes(Samples.lock())
        try click(&model, "↑↓ lane", behind: 1)
        #expect(model.lanes?.selectedThread == ThreadID(2))
        try click(&model, "↑↓ lane")
        #expect(model.lanes?.selectedThread == ThreadID(1))
    }

    // MARK: Pasted text

    @Test func `what is pasted is typed where text is typed, in one line, and nothing elsewhere`() {
        let paste = Input.paste("  q\tu\r\n\u{1B}[A?漢 ")
        var model = lanes(Samples.lock())
        let before = lines(&model)
        #expect(model.update(.terminal(paste)) == [])
        #expect(lines(&model) == before)
        press(&model, .character("/"))
        _ = model.update(.terminal(paste))
        #expect(bar(&model).hasPrefix(" /q u [A?漢▏"))
        press(&model, .function(1))
        _ = model.update(.terminal(.paste("w")))
        press(&model, .escape)
        #expect(bar(&model).hasPrefix(" /q u [A?漢▏"))

        model = browser()
        #expect(model.update(.terminal(.paste("lock\n"))) == [])
        #expect(model.browser?.query == "lock")
        #expect(press(&model, .enter) == [.run("lock")])
        #expect(model.update(.terminal(.paste(String(repeating: "x", count: 10_000)))) == [])
        #expect((model.browser?.query.count ?? 0) <= 60)
    }

    // MARK: Keys as everywhere

    @Test func `F1 opens and closes help, and F10 quits, also while text is typed`() {
        for typing in [false, true] {
            for start in [lanes(Samples.lock()), browser()] {
                var model = start
                if typing { press(&model, .character("/")) }
                let before = lines(&model)
                press(&model, .function(1))
                #expect(lines(&model).contains { $0.contains("── help") || $0.contains("╭─ help") })
                #expect(press(&model, .function(10)) == [])
                #expect(lines(&model) == before)
                #expect(press(&model, .function(10)) == [.quit])
            }
        }
    }

    @Test func `control keys go by pages and by halves of them`() {
        var model = lanes(Samples.crowd())
        func move(_ letter: Character) -> Int {
            press(&model, .control(letter))
            return Int(model.lanes?.selectedThread?.number ?? 0) - 1
        }
        let page = move("f")
        #expect(page > 4)
        #expect(move("d") == page + page / 2)
        #expect(move("u") == page)
        #expect(move("b") == 0)
    }

    @Test func `control keys scroll what is open`() {
        var model = lanes(Samples.lock(), size: Size(columns: 60, rows: 14))
        press(&model, .character("?"))
        let top = lines(&model)
        press(&model, .control("d"))
        let half = lines(&model)
        #expect(half != top)
        press(&model, .control("d"))
        #expect(lines(&model) != half)
        press(&model, .control("b"))
        #expect(lines(&model) == top)
    }

    // MARK: The cursor

    @Test func `the terminal's cursor is at what is selected or typed`() throws {
        func character(_ model: inout AppModel) throws -> Character {
            let frame = model.frame().frame
            let cursor = try #require(frame.cursor)
            return frame[cursor.row, cursor.column].character
        }
        for start in [lanes(Samples.lock()), browser()] {
            var model = start
            #expect(try character(&model) == "▸")
            let row = model.frame().frame.cursor?.row
            press(&model, .down)
            #expect(try character(&model) == "▸")
            #expect(model.frame().frame.cursor?.row != row)
            let isBrowser = model.lanes == nil
            press(&model, isBrowser ? .function(2) : .character("P"))
            #expect(try character(&model) == "▸")
            press(&model, .escape)
            if !isBrowser { press(&model, .character("/")) }
            press(&model, .character("o"))
            #expect(try character(&model) == "▏")
        }
        var model = lanes(Samples.lock())
        let lane = model.frame().frame.cursor?.row ?? 0
        for _ in 0..<2 {
            press(&model, .tab)
            #expect(try character(&model) == "▸")
            #expect(model.frame().frame.cursor?.row ?? 0 > lane + 1)
        }
    }

    @Test func `the slider is under the chart also in low windows, as long as lanes leave it a row`() throws {
        for (rows, sample) in [(10, Samples.lock()), (12, Samples.crowd()), (15, Samples.crowd())] {
            var model = lanes(sample, size: Size(columns: 100, rows: rows))
            press(&model, .home)
            let chart = try #require(model.frame().frame.chartColumn)
            #expect(try knob(&model) == chart, "\(rows) rows")
        }
    }
}
