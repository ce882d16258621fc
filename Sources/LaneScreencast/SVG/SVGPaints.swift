import LaneCanvas

/// The short names under which a picture's elements say how they are painted, and the style sheet that explains them.
///
/// Names are given in order of first use, so the same frames give the same file. Lower case; upper case names are the picture's own.
struct SVGPaints {
    enum Paint: Hashable {
        case fill(RGB)
        /// A quarter, half or three quarters of the area.
        case shade(RGB, quarters: Int)
        case text(RGB, isBold: Bool, isItalic: Bool)
    }

    private var names: [Paint: String] = [:]
    private var paints: [Paint] = []

    mutating func name(_ paint: Paint) -> String {
        if let name = names[paint] { return name }
        let name = Self.letters(paints.count)
        names[paint] = name
        paints.append(paint)
        return name
    }

    /// `<defs>` with the patterns, if there are any.
    var definitions: String {
        let patterns = paints.compactMap { paint -> String? in
            guard case .shade(let color, let quarters) = paint, let name = names[paint] else { return nil }
            let dots = Self.dots[min(max(quarters, 1), Self.dots.count) - 1]
            return "<pattern id=\"P\(name)\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">"
                + "<path d=\"\(dots)\" fill=\"\(color.shortHex)\"/></pattern>"
        }
        return patterns.isEmpty ? "" : "<defs>\(patterns.joined())</defs>"
    }

    var rules: String {
        paints.map { paint in
            let name = names[paint] ?? ""
            return switch paint {
            case .fill(let color): ".\(name){fill:\(color.shortHex)}"
            case .shade: ".\(name){fill:url(#P\(name))}"
            case .text(let color, let isBold, let isItalic):
                ".\(name){fill:\(color.shortHex)\(isBold ? ";font-weight:bold" : "")\(isItalic ? ";font-style:italic" : "")}"
            }
        }
        .joined()
    }

    /// In a tile of four by four.
    private static let dots = [
        "M0 0h1v2h-1zM2 2h1v2h-1z",
        "M0 0h2v2h-2zM2 2h2v2h-2z",
        "M0 0h4v1h-4zM1 1h3v1h-3zM0 2h4v1h-4zM0 3h1v1h-1zM2 3h2v1h-2z",
    ]

    /// a … z, aa, ab, …
    private static func letters(_ number: Int) -> String {
        var rest = number
        var letters = ""
        repeat {
            letters.unicodeScalars.insert(
                Unicode.Scalar(UInt8(ascii: "a") + UInt8(rest % 26)), at: letters.unicodeScalars.startIndex)
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }
}
