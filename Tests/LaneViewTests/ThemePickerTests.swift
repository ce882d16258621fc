import LaneCanvas
import Testing
import Themes

@testable import LaneView

@Suite struct ThemePickerTests {
    private static let sizes = [
        Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
        Size(columns: 200, rows: 60),
    ]
    private let size = Size(columns: 80, rows: 24)
    private let themes: [Theme]

    init() throws { themes = try Theme.builtIn() }

    private func opened(at index: Int = 0) -> ThemePicker {
        var picker = ThemePicker()
        picker.open(at: index, of: themes.count, size: size)
        return picker
    }

    @Test(arguments: sizes) func `it lists every theme over the lanes in the selected one`(_ size: Size)
        throws
    {
        for (glyphs, suffix) in [(Glyphs.unicode, ""), (.ascii, "-ascii")] {
            let sample = Samples.lock()
            var picker = ThemePicker()
            picker.open(at: 4, of: themes.count, size: size)
            var frame = LaneScreen().frame(
                trace: sample.trace, status: sample.status, theme: themes[4], glyphs: glyphs, size: size)
            picker.draw(on: &frame, themes: themes, glyphs: glyphs)
            try expectSnapshot(frame, "theme-picker-\(size)\(suffix)")
        }
    }

    @Test func `what is selected is tried at once`() {
        var picker = opened()
        #expect(picker.take(.selectDown, of: themes.count, size: size) == 1)
        #expect(picker.take(.nextTheme, of: themes.count, size: size) == 2)
        #expect(picker.take(.selectUp, of: themes.count, size: size) == 1)
        #expect(picker.take(.selectLast, of: themes.count, size: size) == themes.count - 1)
        #expect(picker.isOpen)
    }

    @Test func `Enter keeps what is tried, Esc goes back to what was before`() {
        var picker = opened(at: 2)
        _ = picker.take(.selectDown, of: themes.count, size: size)
        var other = picker
        #expect(picker.take(.choose, of: themes.count, size: size) == 3)
        #expect(other.take(.back, of: themes.count, size: size) == 2)
        #expect(!picker.isOpen)
        #expect(!other.isOpen)
    }

    @Test func `pausing is not for the picker, and nothing is while it is closed`() {
        var picker = opened()
        #expect(picker.take(.togglePause, of: themes.count, size: size) == nil)
        #expect(picker.take(.restart, of: themes.count, size: size) == 0)
        var closed = ThemePicker()
        #expect(closed.take(.selectDown, of: themes.count, size: size) == nil)
    }

    @Test
    func `a click selects, a click on the selected theme keeps it, a click beside the list does nothing`() {
        var picker = opened()
        var frame = Frame(size: size)
        picker.draw(on: &frame, themes: themes, glyphs: .unicode)
        let rows = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = rows.firstIndex { $0.contains("gruvbox-dark") } ?? 0
        let click = { (column: Int) in
            Action.mouse(MouseEvent(row: row, column: column, kind: .press, shift: false, control: false))
        }
        #expect(picker.take(click(3), of: themes.count, size: size) == 0)
        #expect(picker.take(click(60), of: themes.count, size: size) == 2)
        #expect(picker.isOpen)
        #expect(picker.take(click(60), of: themes.count, size: size) == 2)
        #expect(!picker.isOpen)
    }

    @Test func `it bears any size, and any number of themes`() {
        for columns in 0...60 {
            for rows in 0...30 {
                let size = Size(columns: columns, rows: rows)
                for themes in [themes, Array(themes.prefix(1)), []] {
                    var picker = ThemePicker()
                    picker.open(at: 0, of: themes.count, size: size)
                    for action in [Action.selectDown, .pageDown, .selectLast] {
                        let index = picker.take(action, of: themes.count, size: size)
                        #expect(themes.isEmpty || themes.indices.contains(index ?? -1))
                    }
                    var frame = Frame(size: size)
                    picker.draw(on: &frame, themes: themes, glyphs: .unicode)
                    #expect(frame.size == size)
                }
            }
        }
    }

    @Test func `both screens open it, the browser with a key that is no letter`() throws {
        let appearance = Appearance(themes: themes, theme: "dark", glyphs: .unicode)
        let sample = Samples.lock()
        for isBrowser in [true, false] {
            var model = AppModel(
                appearance, browser: isBrowser ? BrowserScreen(Samples.entries) : nil, size: size)
            if !isBrowser { _ = model.update(.opened(LanesModel(.live, RunReport(sample.status)))) }
            let key = isBrowser ? Key.function(2) : .character("P")
            #expect(model.update(.terminal(.key(key))).isEmpty)
            #expect(model.frame().frame.text.contains("─ theme ─"))
        }
    }

    @Test func `a notice stands above the key bar, over whatever is behind`() {
        var frame = Frame(size: size)
        frame.write("behind", row: 22, column: 0, style: Style())
        NoticeOverlay(text: "mine.toml:3: expected\u{1B}a colour", theme: .plain, glyphs: .unicode)
            .draw(in: Area(size), on: &frame)
        let rows = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(rows[22] == "  mine.toml:3: expected\\u{1B}a colour")
    }
}
