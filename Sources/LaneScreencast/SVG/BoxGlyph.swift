/// The characters that join their neighbours: lines and blocks (U+2500…U+259F). Fonts leave gaps between them as soon as a
/// row is higher than the font, so they are drawn.
///
/// Light lines are a pixel wide and heavy ones three, around the same middle, so that every arm meets every other.
enum BoxGlyph {
    /// Double lines and diagonals are left to the font.
    static func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2500...0x257F: lines[scalar] != nil || dashes[scalar] != nil || corners.contains(scalar)
        case 0x2580...0x259F: true
        default: false
        }
    }

    /// How many quarters of the cell a shade fills.
    static func shade(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "░": 1
        case "▒": 2
        case "▓": 3
        default: nil
        }
    }

    /// Adds a character that is drawn, `count` times side by side from the cell whose corner is at `x`, `y`, to the data of a path.
    static func append(_ scalar: Unicode.Scalar, count: Int, x: Int, y: Int, to path: inout SVGPath) {
        if scalar == "─" || scalar == "━" {
            let heavy = scalar == "━" ? 1 : 0
            return path.rect(x: x, y: y + 8 - heavy, width: 8 * count, height: 1 + 2 * heavy)
        }
        if let (left, top, right, bottom) = bar(scalar) {
            let whole = left == 0 && right == 800
            for index in 0..<(whole ? 1 : count) {
                path.rect(
                    hundredths: (
                        (x + 8 * index) * 100 + left, y * 100 + top,
                        whole ? 800 * count : right - left, bottom - top
                    ))
            }
            return
        }
        for index in 0..<count {
            let x = x + 8 * index
            if let line = lines[scalar] {
                append(line, x: x, y: y, to: &path)
            } else if let dash = dashes[scalar] {
                append(dash, x: x, y: y, to: &path)
            } else if corners.contains(scalar) {
                append(corner: scalar, x: x, y: y, to: &path)
            } else {
                for quadrant in quadrants(scalar) {
                    path.rect(
                        hundredths: (
                            x * 100 + quadrant % 2 * 400, y * 100 + quadrant / 2 * 850, 400, 850
                        ))
                }
            }
        }
    }

    // MARK: Lines

    /// Four arms from the middle: 0 none, 1 light, 2 heavy.
    private struct Line {
        let left, up, right, down: Int
    }

    private static func append(_ line: Line, x: Int, y: Int, to path: inout SVGPath) {
        // As wide as the widest that it meets.
        let (across, along) = (max(line.up, line.down), max(line.left, line.right))
        func half(_ weight: Int) -> Int { weight == 2 ? 1 : 0 }
        if line.left == line.right, line.left > 0 {
            path.rect(x: x, y: y + 8 - half(line.left), width: 8, height: 1 + 2 * half(line.left))
        } else {
            if line.left > 0 {
                path.rect(
                    x: x, y: y + 8 - half(line.left), width: 5 + half(across), height: 1 + 2 * half(line.left)
                )
            }
            if line.right > 0 {
                path.rect(
                    x: x + 4 - half(across), y: y + 8 - half(line.right), width: 4 + half(across),
                    height: 1 + 2 * half(line.right))
            }
        }
        if line.up == line.down, line.up > 0 {
            path.rect(x: x + 4 - half(line.up), y: y, width: 1 + 2 * half(line.up), height: 17)
        } else {
            if line.up > 0 {
                path.rect(
                    x: x + 4 - half(line.up), y: y, width: 1 + 2 * half(line.up), height: 9 + half(along))
            }
            if line.down > 0 {
                path.rect(
                    x: x + 4 - half(line.down), y: y + 8 - half(along), width: 1 + 2 * half(line.down),
                    height: 9 + half(along))
            }
        }
    }

    private static let lines: [Unicode.Scalar: Line] = {
        let table = """
            │0101 ┃0202 ┌0011 ┐1001 └0110 ┘1100 ├0111 ┤1101 ┬1011 ┴1110 ┼1111 ┏0022 ┓2002 ┗0220 ┛2200 ┣0222 ┫2202 \
            ┳2022 ┻2220 ╋2222 ┝0121 ┥2101 ┯2021 ┷2120 ┿2121 ┠0212 ┨1202 ┰1012 ┸1210 ╂1212 ╴1000 ╵0100 ╶0010 ╷0001 \
            ╸2000 ╹0200 ╺0020 ╻0002 ╼1020 ╽0102 ╾2010 ╿0201
            """
        var lines: [Unicode.Scalar: Line] = ["─": Line(left: 1, up: 0, right: 1, down: 0)]
        lines["━"] = Line(left: 2, up: 0, right: 2, down: 0)
        for entry in table.split(separator: " ") {
            let weights = entry.dropFirst().compactMap(\.wholeNumberValue)
            guard weights.count == 4, let scalar = entry.unicodeScalars.first else { continue }
            lines[scalar] = Line(left: weights[0], up: weights[1], right: weights[2], down: weights[3])
        }
        return lines
    }()

    // MARK: Dashes

    private struct Dash {
        let count: Int
        let isHeavy: Bool
        let isVertical: Bool
    }

    /// Dashes take three fifths of their length, in the middle of it, so that cells continue each other.
    private static func append(_ dash: Dash, x: Int, y: Int, to path: inout SVGPath) {
        let (thick, offset) = dash.isHeavy ? (300, -100) : (100, 0)
        let length = (dash.isVertical ? 1700 : 800) / dash.count
        for index in 0..<dash.count {
            let start = length * index + length / 5
            if dash.isVertical {
                path.rect(hundredths: (x * 100 + 400 + offset, y * 100 + start, thick, length * 3 / 5))
            } else {
                path.rect(hundredths: (x * 100 + start, y * 100 + 800 + offset, length * 3 / 5, thick))
            }
        }
    }

    private static let dashes: [Unicode.Scalar: Dash] = {
        var dashes: [Unicode.Scalar: Dash] = [:]
        for (count, characters) in [(3, "┄┅┆┇"), (4, "┈┉┊┋"), (2, "╌╍╎╏")] {
            for (index, scalar) in characters.unicodeScalars.enumerated() {
                dashes[scalar] = Dash(count: count, isHeavy: index % 2 == 1, isVertical: index >= 2)
            }
        }
        return dashes
    }()

    // MARK: Corners and blocks

    private static let corners: Set<Unicode.Scalar> = ["╭", "╮", "╯", "╰"]

    private static func append(corner: Unicode.Scalar, x: Int, y: Int, to path: inout SVGPath) {
        switch corner {
        case "╭": path.raw("M\(x + 4) \(y + 17)v-5q0-4 4-4v1q-3 0-3 3v5z")
        case "╮": path.raw("M\(x + 5) \(y + 17)v-5q0-4-4-4h-1v1h1q3 0 3 3v5z")
        case "╰": path.raw("M\(x + 4) \(y)v5q0 4 4 4v-1q-3 0-3-3v-5z")
        default: path.raw("M\(x + 5) \(y)v5q0 4-4 4h-1v-1h1q3 0 3-3v-5z")
        }
    }

    /// Left, top, right and bottom of a block that is one rectangle, in hundredths of a pixel.
    private static func bar(_ scalar: Unicode.Scalar) -> (Int, Int, Int, Int)? {
        let value = Int(scalar.value)
        return switch value {
        case 0x2580: (0, 0, 800, 850)
        case 0x2581...0x2588: (0, 1700 - 1700 * (value - 0x2580) / 8, 800, 1700)
        case 0x2589...0x258F: (0, 0, 100 * (0x2590 - value), 1700)
        case 0x2590: (400, 0, 800, 1700)
        case 0x2591...0x2593: (0, 0, 800, 1700)
        case 0x2594: (0, 0, 800, 212)
        case 0x2595: (700, 0, 800, 1700)
        default: nil
        }
    }

    /// 0 and 1 above, 2 and 3 below.
    private static func quadrants(_ scalar: Unicode.Scalar) -> [Int] {
        switch scalar {
        case "▖": [2]
        case "▗": [3]
        case "▘": [0]
        case "▙": [0, 2, 3]
        case "▚": [0, 3]
        case "▛": [0, 1, 2]
        case "▜": [0, 1, 3]
        case "▝": [1]
        case "▞": [1, 2]
        default: [1, 2, 3]
        }
    }
}

/// The data of a path, made of rectangles.
struct SVGPath {
    private(set) var data = ""

    mutating func rect(x: Int, y: Int, width: Int, height: Int) {
        data += "M\(x) \(y)h\(width)v\(height)h-\(width)z"
    }

    /// x, y, width and height.
    mutating func rect(hundredths: (Int, Int, Int, Int)) {
        let (x, y, width, height) = hundredths
        func number(_ value: Int) -> String {
            value % 100 == 0 ? String(value / 100) : Decimal(Int64(value), digits: 2).text
        }
        data += "M\(number(x)) \(number(y))h\(number(width))v\(number(height))h-\(number(width))z"
    }

    mutating func raw(_ data: String) { self.data += data }
}
