using System.Text;

namespace Analytics.Delivery.Notebooks;

/// The console while a notebook runs: what a cell prints goes to the cell, what other work prints goes where it went.
sealed class CellConsole : TextWriter
{
    static readonly AsyncLocal<StringBuilder?> Cell = new();

    readonly TextWriter _others;

    CellConsole(TextWriter others) : base(others.FormatProvider) => (_others, CoreNewLine) = (others, ['\n']);

    public override Encoding Encoding => _others.Encoding;

    /// Whether the caller is a cell.
    public static bool IsInCell => Cell.Value is not null;

    /// Takes the console of the process over; the caller sees to it that one does so at a time.
    public static CellConsole Begin()
    {
        var console = new CellConsole(Console.Out);
        Console.SetOut(console);
        return console;
    }

    /// From here on, and in what is started from here, the console prints there.
    public static void PrintTo(StringBuilder? cell) => Cell.Value = cell;

    public override void Write(char value)
    {
        if (Cell.Value is { } cell) cell.Append(value);
        else _others.Write(value);
    }

    public override void Write(string? value)
    {
        if (Cell.Value is { } cell) cell.Append(value);
        else _others.Write(value);
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Flush() => _others.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing) Console.SetOut(_others);
        base.Dispose(disposing);
    }
}
