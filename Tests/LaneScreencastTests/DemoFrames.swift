import LaneCanvas

/// Frames like those of a run: lanes that grow at their edge, a lock that travels, a panel and a log.
struct DemoFrames {
    let size: Size

    private let snow = Color(red: 0xE6, green: 0xEB, blue: 0xF2)
    private let night = Color(red: 0x0F, green: 0x13, blue: 0x1A)
    private let ink = Color(red: 0x1B, green: 0x22, blue: 0x2D)
    private let dusk = Color(red: 0x23, green: 0x2C, blue: 0x3A)
    private let slate = Color(red: 0x5D, green: 0x6A, blue: 0x80)
    private let amber = Color(red: 0xFF, green: 0x9F, blue: 0x1C)
    private let sky = Color(red: 0x45, green: 0xA5, blue: 0xFF)
    private let green = Color(red: 0x6F, green: 0xDD, blue: 0x8B)

    func frame(_ tick: Int) -> Frame {
        let canvas = Style(foreground: snow, background: night)
        var frame = Frame(size: size, style: canvas)
        func style(_ color: Color, _ attributes: Attributes = []) -> Style {
            Style(foreground: color, background: night, attributes: attributes)
        }
        let bar = Style(foreground: snow, background: ink)
        frame.fill(row: 0, columns: 0..<size.columns, style: bar)
        frame.write(
            " threadlanes ", row: 0, column: 0,
            style: Style(foreground: sky, background: ink, attributes: .bold))
        frame.write("▸ lock   Synchronizing access", row: 0, column: 13, style: bar)
        frame.write(
            "▶ 1×  seed 7   \(tick / 10).\(tick % 10) s   step \(tick)", row: 0, column: size.columns - 34,
            style: bar)
        frame.write("thread        state", row: 1, column: 2, style: style(slate, .bold))
        let lanes = max(size.rows - 12, 1)
        let edge = min(34 + tick, size.columns - 1)
        for lane in 0..<lanes {
            let row = lane + 2
            if lane == 3 {
                frame.fill(
                    row: row, columns: 0..<size.columns, style: Style(foreground: snow, background: dusk))
            }
            func on(_ color: Color, _ attributes: Attributes = []) -> Style {
                Style(foreground: color, background: lane == 3 ? dusk : night, attributes: attributes)
            }
            frame.write(
                lane == 3 ? "▸ worker-\(lane)" : "  worker-\(lane)", row: row, column: 0, style: on(snow))
            let holder = tick / 8 % lanes
            frame.write(
                lane == holder ? "holds shared.lock" : "waits shared.lock", row: row, column: 16,
                style: on(lane == holder ? amber : slate, lane == holder ? .bold : []))
            for column in 34..<max(edge, 34) {
                let moment = column - 34
                let owner = moment / 8 % lanes
                let (glyph, color): (Character, Color) =
                    switch moment {
                    case ..<3: ("━", green)
                    case _ where owner == lane: ("█", amber)
                    case _ where moment % 23 > 18: ("·", slate)
                    case _ where lane > lanes / 2 && moment % 17 > 12: ("┄", sky)
                    default: ("░", amber)
                    }
                frame.put(glyph, row: row, column: column, style: on(color))
            }
            if edge < size.columns { frame.put("▏", row: row, column: edge, style: on(slate)) }
        }
        let rule = lanes + 2
        frame.fill(row: rule, columns: 0..<size.columns, character: "─", style: style(slate))
        frame.put("┬", row: rule, column: 40, style: style(slate))
        frame.write(" primitives ", row: rule, column: 1, style: style(slate, .bold))
        for row in rule + 1..<size.rows - 4 { frame.put("│", row: row, column: 40, style: style(slate)) }
        frame.write(" lock    shared.lock  worker-2 ◂ 3, 4", row: rule + 1, column: 0, style: style(amber))
        frame.write(" shared  counter      \(tick / 8)", row: rule + 2, column: 0, style: canvas)
        frame.write(
            "18      try lock.withLock { // <&> \"q\"", row: rule + 1, column: 42, style: style(snow, .italic)
        )
        frame.write(
            "19          let start = try shared.read()", row: rule + 2, column: 42,
            style: style(snow, .reverse))
        frame.write("dim", row: rule + 3, column: 42, style: style(snow, .dim))
        frame.write("underlined text", row: rule + 3, column: 47, style: style(snow, .underline))
        frame.write("漢字 ✖ ■ ● ❚❚ 🧵 é", row: rule + 3, column: 64, style: style(green))
        frame.write("╭─╮┏━┓▁▂▃▄▅▆▇", row: rule + 4, column: 42, style: style(sky))
        frame.write("╰─╯┗━┛▏▎▍▌▋▊▉", row: rule + 5, column: 42, style: style(sky))
        frame.write("▒▒▒▓▓▓███▚▞▙┆", row: rule + 4, column: 58, style: style(sky))
        frame.write("┼┿╋╂═║┈┅╌▐▔▕┆", row: rule + 5, column: 58, style: style(sky))
        frame.write(
            " 2.41  DEBUG worker-2    Thread 2 : Obtained lock", row: size.rows - 2, column: 0,
            style: style(slate))
        frame.write(
            " space pause  . step  ? help  q quit", row: size.rows - 1, column: 0, style: style(sky, .bold))
        return frame
    }
}
