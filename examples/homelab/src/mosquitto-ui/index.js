console.log('nothing to show');
