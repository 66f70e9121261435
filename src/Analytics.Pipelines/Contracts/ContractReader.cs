using System.Runtime.CompilerServices;
using Analytics.Pipelines.Forms;

namespace Analytics.Pipelines.Contracts;

/// <summary>Types the records of a form by a contract, and checks each by itself.</summary>
public sealed class ContractReader
{
    const int BlockSize = 1024;
    readonly Contract _contract;
    readonly CellTyping _typing;

    /// <summary>A reader, which may be used by many threads.</summary>
    /// <param name="contract">What the records must hold.</param>
    /// <param name="references">The dimensions named in files; one of each name.</param>
    /// <param name="within">The area that names of areas are looked up below; null for everywhere.</param>
    /// <exception cref="ArgumentException">A column needs a dimension that is not given.</exception>
    public ContractReader(Contract contract, IEnumerable<Reference> references, string? within = null)
    {
        (_contract, Within) = (contract, within);
        _typing = new CellTyping(references.ToDictionary(reference => reference.Name, StringComparer.Ordinal), within);
        foreach (var column in contract.Columns)
            if (CellTyping.ReferenceOf(column) is { } name && !_typing.Knows(name))
                throw new ArgumentException($"Column '{column.Name}' needs the dimension {name}.", nameof(references));
    }

    /// <summary>The area that names of areas are looked up below; null for everywhere.</summary>
    public string? Within { get; }

    /// <summary>How many blocks are typed at a time; as many as the machine has processors unless set.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>One record with its findings, but for those that need other records.</summary>
    /// <exception cref="ArgumentException">A field of the record is no column: its form does not belong to this
    /// contract. <c>year</c> is allowed: it gives the year to periods that do not say it.</exception>
    public ContractRecord Read(FormRecord record)
    {
        foreach (var field in record.Fields.Keys)
            if (!_contract.Has(field) && field != CellTyping.YearField)
                throw new ArgumentException($"Contract {_contract.Name} has no column '{field}'.", nameof(record));
        var findings = new List<Finding>[_contract.Columns.Count];
        var values = new Dictionary<string, ContractValue>(StringComparer.Ordinal);
        // Names and numbers of documents are read as of the record's day, so days come first.
        foreach (var isTime in new[] { true, false })
            for (var i = 0; i < findings.Length; i++)
            {
                var column = _contract.Columns[i];
                if ((column.Type is FieldType.Period or FieldType.Day) != isTime) continue;
                var cell = new CellContext(record, column, findings[i] = [], DayOf(values));
                if (_typing.Read(cell) is { } value) values.Add(column.Name, value);
                else if (column.IsRequired && findings[i].Count == 0) cell.Tell("required-missing");
            }
        var all = findings.SelectMany(list => list).ToList();
        if (!_contract.IsRegister && all.Count == 0
            && !_contract.Columns.Any(column => column.IsLoaded && values.ContainsKey(column.Name)))
            all.Add(RowRules.Whole("no-figures", record, []));
        all.AddRange(RowRules.Check(_contract, record, values));
        return new ContractRecord(record, values, all);
    }

    /// <summary>Records typed in blocks by several workers, in the order given, whatever their number. A key that
    /// stands twice in a file and sheet is <c>key-twice</c>, which refuses the later record. What is told of a cell
    /// that several records share is told once, unless it refuses them.</summary>
    /// <param name="records">Enumerated once, a few blocks ahead.</param>
    /// <param name="ct">Stops between blocks.</param>
    public async IAsyncEnumerable<ContractRecord> ReadAsync(IEnumerable<FormRecord> records,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var (keys, told) = (new UniqueKeys(_contract), new ToldFindings());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var blocks = new Queue<Task<ContractRecord[]>>();
        try
        {
            foreach (var block in records.Chunk(BlockSize))
            {
                ct.ThrowIfCancellationRequested();
                blocks.Enqueue(Task.Run(() => TypeAll(block, stop.Token), stop.Token));
                if (blocks.Count < Math.Max(1, Workers)) continue;
                foreach (var record in await blocks.Dequeue()) yield return told.Once(keys.Check(record));
            }
            while (blocks.TryDequeue(out var block))
                foreach (var record in await block) yield return told.Once(keys.Check(record));
        }
        finally
        {
            // Whoever stops early leaves no work behind.
            await stop.CancelAsync();
            foreach (var block in blocks)
                await ((Task)block).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    ContractRecord[] TypeAll(FormRecord[] block, CancellationToken ct)
    {
        var typed = new ContractRecord[block.Length];
        for (var i = 0; i < block.Length; i++)
        {
            ct.ThrowIfCancellationRequested();
            typed[i] = Read(block[i]);
        }
        return typed;
    }

    DateOnly? DayOf(Dictionary<string, ContractValue> values) => _contract.Period is { } period
        ? values.GetValueOrDefault(period.Name)?.Period?.End
        : _contract.Columns.Where(column => column.Type == FieldType.Day)
            .Select(column => values.GetValueOrDefault(column.Name)?.Day).FirstOrDefault(day => day is not null);
}
