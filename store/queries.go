package store

// queries lists the statements that are compiled once, when a store is opened: all but those with a list, which have a
// text for each length.
func queries(d dialect) []string {
	all := []string{
		// submissions and places in the queue
		selectFacts, selectFound, selectLengths, insertGenerations, addToday, upsertIdempotency, selectPlaces,
		selectWaiting, selectLength, selectSlots, selectRunning, shedOverdue, selectDurations, takeParts, addPart, selectDrift,
		// work
		claimGenerations, selectSectionsOf, upsertWorker, deleteWorker, countWorkers, updateProgress, insertSection, selectSection,
		finishGenerations, selectFinished, releaseGeneration, selectReleased,
		// what owners read and end
		selectGeneration, selectOwner, selectSections, selectGenerations, selectGenerationsBefore,
		selectActive, selectOutlines, cancelGeneration, setChecksum, deleteGeneration, forgetPayload,
		selectRevisions, selectRevision, selectTwinRevision, lastRevision, insertRevision,
		// accounts
		selectUsage, addTokens, selectTokens, selectUsageDays, selectTokenDays, selectKeys,
		eraseOwned, forgetPayloads, deleteOwnedUsage, deleteOwnedSpent, noteErased,
		// operations
		upsertInstance, upsertBucket, addToDay, deleteCommandsOf, selectPaused, selectInstances, selectQueued, countRunning,
		insertCommand, pauseProvider, resumeProvider, deleteInstance, selectBuckets, selectDays, insertAction, selectActions,
		// what instances share
		touchReadiness, selectNow, insertSecret, selectSecret, replaceSecret, insertTicket, takeTicket, selectReading, upsertReading,
		// what is swept
		eraseExpired, deleteIdempotency, deleteUsage, deleteTokens, deleteErasedUsage, deleteErasedSpent, forgetErased,
		deleteTickets, deleteDeadWorkers, deleteBuckets, deleteInstances, deleteCommands, deleteActions, deleteDays,
	}
	if d.locks {
		all = append(all, takeLock, tryLocks)
	}
	return all
}
